# Recipes for people and for CI alike; each does what a script in tools/ or one cargo command does. `make help` lists them.
SHELL := /bin/bash
TARGET := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help setup doctor demo check test test-rust soak test-kotlin test-swift test-python test-ui test-napekit \
	bindings app phone-check evidence bench full test-device test-reports bluez fuzz

help: ## list the recipes
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what the recipes need, saying what and why
	@tools/setup.sh

doctor: ## say what is installed, what is missing and what that switches off
	@tools/doctor.sh

demo: ## the main job in the terminal: screening, plan, a session with a simulated device, journal, summary
	@tools/setup.sh base
	cargo build --locked --profile ci --package nape-cli
	@"$(TARGET)/ci/nape" demo

check: ## the daily loop: format, lint, words, Rust tests
	cargo fmt --all --check
	@tools/words.sh
	@tools/lint.sh
	@tools/test-rust.sh

test: ## every test of every language
	@tools/test.sh

test-rust: ## the Rust tests
	@tools/test-rust.sh

soak: ## ten thousand kills of whatever writes the journal (NAPE_KILLS sets how many)
	@tools/soak.sh

test-kotlin: ## the Kotlin library's tests
	@tools/test-kotlin.sh

test-swift: ## the Swift library's tests, on Linux
	@tools/test-swift.sh

test-python: ## the Python wheel's tests
	@tools/test-python.sh

test-ui: ## the Compose screens, drawn and clicked without a display
	@tools/test-ui.sh

test-napekit: ## the iOS app's models, on Linux, and a type-check of its views
	@tools/test-swift.sh ios/NapeKit

test-device: ## a device that takes nothing from the core, through Bluetooth on a stand-in for BlueZ
	@tools/test-device.sh

test-reports: ## what programs that are not ours say of the PDF of a report
	@tools/test-reports.sh

bluez: ## the same device on a real BlueZ in QEMU (six minutes)
	@tools/test-bluez.sh

fuzz: ## whatever a device may send, made up for five minutes (a nightly compiler)
	@tools/fuzz.sh

bindings: ## build the library and generate the Kotlin, Swift and Python layers
	@tools/setup.sh base
	@tools/bindings.sh

app: ## open the Compose app in a window
	@tools/app.sh

phone-check: ## type-check the crates for Android and iOS, without their SDKs
	@tools/setup.sh base phone
	@tools/phone-check.sh

bench: ## the benchmarks: screening, content, the guide's search, sessions (three minutes of them at real speed), reminders, the journal
	@tools/bench.sh

evidence: ## write docs/evidence.md from the content, the limits and the code
	cargo run --locked --quiet --profile ci --package nape-evidence

full: test phone-check bluez ## everything: the tests, the phone check and the real BlueZ
