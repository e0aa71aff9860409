// swift-tools-version: 6.1
// One library a module, in the order in which data flows; see Documentation/Architecture.md.

import PackageDescription

// Our own file, since Pango's makes SwiftPM warn. SwiftPM splits names at spaces: a folder with one
// gets Pango's file and the warning.
let folder = Context.packageDirectory
let pango = folder.contains(" ") ? "pangocairo" : folder + "/Sources/CPango/playfair-pango.pc"

let package = Package(
  name: "playfair",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "playfair", targets: ["playfair"]),
    .library(name: "Diagnostics", targets: ["Diagnostics"]),
    .library(name: "Notation", targets: ["Notation"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "Canvas", targets: ["Canvas"]),
    .library(name: "Charting", targets: ["Charting"]),
    .library(name: "Reports", targets: ["Reports"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.26.0"),
  ],
  targets: [
    .systemLibrary(name: "CPango", pkgConfig: pango),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate"),
    .systemLibrary(name: "CTurboJPEG", pkgConfig: "libturbojpeg"),
    .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf"),
    .systemLibrary(name: "CMarkdown", pkgConfig: "libcmark-gfm"),
    .systemLibrary(name: "CHyphen"),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle"),

    .target(name: "Diagnostics", dependencies: ["CNettle"]),
    .target(
      name: "Notation", dependencies: ["Diagnostics", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Tables",
      dependencies: [
        "Diagnostics", "Notation",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Canvas",
      dependencies: ["CPango", "CDeflate", "CTurboJPEG", "CQPDF", "CNettle", "Diagnostics"]),
    .target(
      name: "Charting",
      dependencies: [
        "Diagnostics", "Notation", "Tables", "Canvas",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ]),
    .target(
      name: "Reports",
      dependencies: [
        "CHyphen", "CMarkdown", "Diagnostics", "Notation", "Tables", "Canvas", "Charting",
        .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      // The themes that ship are files that people read, and stand inside the program.
      resources: [.embedInCode("Style/Themes")]),
    .target(
      name: "Live",
      dependencies: [
        "Diagnostics", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      // What the browser runs: files that people read, inside the program.
      resources: [.embedInCode("Page")]),
    .executableTarget(
      name: "playfair",
      dependencies: [
        "Diagnostics", "Notation", "Tables", "Canvas", "Charting", "Reports", "Live",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(
      name: "TestSupport", dependencies: ["CQPDF", "Canvas", "Diagnostics"],
      path: "Tests/TestSupport"),
    .executableTarget(
      name: "stress-document", dependencies: ["TestSupport"], path: "Tests/StressDocument"),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
    .testTarget(name: "LiveTests", dependencies: ["Live"]),
    .testTarget(name: "NotationTests", dependencies: ["Notation", "TestSupport"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "TestSupport"]),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas", "TestSupport"]),
    .testTarget(name: "ChartingTests", dependencies: ["Charting", "TestSupport"]),
    .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestSupport"]),
    .testTarget(name: "PlayfairTests", dependencies: ["playfair", "Diagnostics", "TestSupport"]),
    .testTarget(
      name: "ProblemTests",
      dependencies: ["Canvas", "Charting", "Diagnostics", "Notation", "Reports", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
