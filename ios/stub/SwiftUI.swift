// Enough of SwiftUI's shape to type-check the views on Linux against the real NapeKit. Signatures here are guesses at
// Apple's: this finds misspelt names and wrong types of ours, and proves nothing about SwiftUI.
@_exported import Foundation

@MainActor public protocol View {
    associatedtype Body: View
    @ViewBuilder var body: Body { get }
}
extension Never: View { public var body: Never { return fatalError() } }
public struct AnyContent: View {
    nonisolated init() {}
    public var body: Never { return fatalError() }
}
extension Optional: View where Wrapped: View { public var body: Never { return fatalError() } }

@resultBuilder public enum ViewBuilder {
    public static func buildBlock<each Content: View>(_ content: repeat each Content) -> AnyContent { AnyContent() }
    public static func buildOptional<Content: View>(_ content: Content?) -> Content? { content }
    public static func buildEither<Content: View>(first: Content) -> AnyContent { AnyContent() }
    public static func buildEither<Content: View>(second: Content) -> AnyContent { AnyContent() }
}

@MainActor public protocol Scene {
    associatedtype Body: Scene
    var body: Body { get }
}
extension Never: Scene {}
public struct WindowGroup: Scene {
    public init<Content: View>(@ViewBuilder content: () -> Content) {}
    public var body: Never { return fatalError() }
}
@MainActor public protocol App {
    associatedtype Body: Scene
    var body: Body { get }
    init()
}
extension App { public static func main() {} }

@propertyWrapper public struct State<Value> {
    public var wrappedValue: Value {
        get { fatalError() }
        nonmutating set {}
    }
    public init(wrappedValue: Value) {}
}
@propertyWrapper public struct ScaledMetric {
    public var wrappedValue: Double { fatalError() }
    public init(wrappedValue: Double, relativeTo: Font.TextStyle) {}
}

public struct Font: Sendable {
    public enum TextStyle { case largeTitle, title, title2, title3, headline, body, caption }
    public enum Weight { case bold }
    public enum Design { case rounded }
    public static let largeTitle = Font(), title = Font(), title2 = Font(), title3 = Font(), headline = Font(), body = Font()
    public static let caption = Font()
    public static func system(size: Double, weight: Weight, design: Design) -> Font { Font() }
    public static func system(_ style: TextStyle, design: Design) -> Font { Font() }
    public func bold() -> Font { self }
}

public struct Text: View {
    nonisolated public init(_ words: String) {}
    nonisolated public func font(_ font: Font) -> Text { self }
    nonisolated public func foregroundStyle(_ color: Color) -> Text { self }
    public var body: Never { return fatalError() }
}
public struct Label: View {
    public init(_ words: String, systemImage: String) {}
    public var body: Never { return fatalError() }
}
public struct ProgressView: View {
    public init(_ words: String) {}
    public var body: Never { return fatalError() }
}
public struct VStack: View {
    public init<Content: View>(spacing: Double, @ViewBuilder content: () -> Content) {}
    public var body: Never { return fatalError() }
}
public enum HorizontalAlignment { case leading }
extension VStack {
    public init<Content: View>(
        alignment: HorizontalAlignment, spacing: Double, @ViewBuilder content: () -> Content
    ) {}
}
public struct HStack: View {
    public init<Content: View>(spacing: Double, @ViewBuilder content: () -> Content) {}
    public var body: Never { return fatalError() }
}
public struct ScrollView: View {
    public init<Content: View>(@ViewBuilder content: () -> Content) {}
    public var body: Never { return fatalError() }
}
public struct ForEach: View {
    public init<Element, ID: Hashable, Content: View>(
        _ data: [Element], id: KeyPath<Element, ID>, @ViewBuilder content: (Element) -> Content
    ) {}
    public var body: Never { return fatalError() }
}
public struct Button: View {
    public init<Content: View>(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> Content) {}
    public var body: Never { return fatalError() }
}
public struct PeriodicSchedule {
    public static func periodic(from: Date, by: Double) -> PeriodicSchedule { PeriodicSchedule() }
}
public struct TimelineView: View {
    public init<Content: View>(_ schedule: PeriodicSchedule, @ViewBuilder content: @escaping (Date) -> Content) {}
    public var body: Never { return fatalError() }
}

public struct ButtonKind: Sendable { public static let bordered = ButtonKind(), borderedProminent = ButtonKind() }
public struct Color: Sendable {
    public static let red = Color(), primary = Color(), secondary = Color(), accentColor = Color()
    public func opacity(_ share: Double) -> Color { self }
}

public struct StrokeStyle {
    public enum Cap { case butt, round }
    public init(lineWidth: Double, lineCap: Cap = .butt) {}
}
public struct Path {
    public init() {}
    public init(_ rectangle: CGRect) {}
    public init(ellipseIn: CGRect) {}
    public mutating func move(to: CGPoint) {}
    public mutating func addLine(to: CGPoint) {}
    public mutating func addLines(_ points: [CGPoint]) {}
}
public struct UnitPoint: Sendable { public static let topLeading = UnitPoint(), bottomLeading = UnitPoint(), trailing = UnitPoint() }
public struct GraphicsContext {
    public struct Shading { public static func color(_ color: Color) -> Shading { Shading() } }
    public struct ResolvedText { public func measure(in room: CGSize) -> CGSize { .zero } }
    public func resolve(_ text: Text) -> ResolvedText { ResolvedText() }
    public func draw(_ text: ResolvedText, at: CGPoint, anchor: UnitPoint) {}
    public func fill(_ path: Path, with: Shading) {}
    public func stroke(_ path: Path, with: Shading, style: StrokeStyle) {}
    public mutating func clip(to path: Path) {}
}
public struct Canvas: View {
    public init(renderer: @escaping (inout GraphicsContext, CGSize) -> Void) {}
    public var body: Never { return fatalError() }
}
public struct Traits: Sendable { public static let isHeader = Traits() }
public enum ChildBehaviour { case combine, ignore }
public enum Feedback { case warning }
public enum AccessibilityNotification {
    public struct Announcement {
        public init(_ words: String) {}
        public func post() {}
    }
}

extension View {
    public func padding() -> some View { self }
    public func font(_ font: Font) -> some View { self }
    public func monospacedDigit() -> some View { self }
    public func minimumScaleFactor(_ factor: Double) -> some View { self }
    public func lineLimit(_ lines: Int) -> some View { self }
    public func frame(height: Double) -> some View { self }
    public func frame(width: Double, height: Double) -> some View { self }
    public func foregroundStyle(_ color: Color) -> some View { self }
    public func frame(maxWidth: Double, minHeight: Double) -> some View { self }
    public func buttonStyle(_ kind: ButtonKind) -> some View { self }
    public func tint(_ color: Color) -> some View { self }
    public func task(_ action: @escaping @MainActor () async -> Void) -> some View { self }
    public func onChange<Value: Equatable>(of: Value, _ action: @escaping @MainActor (Value, Value) -> Void) -> some View { self }
    public func sensoryFeedback<Value: Equatable>(
        _ feedback: Feedback, trigger: Value, condition: @escaping (Value, Value) -> Bool
    ) -> some View { self }
    public func accessibilityLabel(_ words: String) -> some View { self }
    public func accessibilityValue(_ words: String) -> some View { self }
    public func accessibilityHint(_ words: String) -> some View { self }
    public func accessibilitySortPriority(_ priority: Double) -> some View { self }
    public func accessibilityAddTraits(_ traits: Traits) -> some View { self }
    public func accessibilityElement(children: ChildBehaviour) -> some View { self }
}
