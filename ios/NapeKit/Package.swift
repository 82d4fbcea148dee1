// swift-tools-version: 6.0
// What the iOS app knows and does, without its views: tested on Linux against the real core.
import PackageDescription

let package = Package(
    name: "NapeKit",
    platforms: [.iOS(.v17), .macOS(.v14)],
    products: [.library(name: "NapeKit", targets: ["NapeKit"])],
    dependencies: [.package(name: "Nape", path: "../../bindings/swift")],
    targets: [
        .target(name: "NapeKit", dependencies: [.product(name: "Nape", package: "Nape")]),
        .testTarget(name: "NapeKitTests", dependencies: ["NapeKit"]),
    ],
    swiftLanguageModes: [.v6]
)
