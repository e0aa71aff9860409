import Diagnostics
import TestSupport
import Testing

@testable import Notation

/// Every beginning of a text, and copies with some bytes changed, cut out or doubled.
func hostileVariants(of text: String, seed: UInt64, count: Int) -> [[UInt8]] {
  let bytes = Array(text.utf8)
  var random = SeededNumbers(seed: seed)
  var variants = bytes.indices.map { Array(bytes[..<$0]) }
  for _ in 0..<count {
    var variant = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !variant.isEmpty {
      let index = Int.random(in: variant.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: variant[index] = UInt8.random(in: .min ... .max, using: &random)
      case 1: variant.remove(at: index)
      case 2: variant.insert(variant[index], at: index)
      default:
        let signs = Array("{}[]\",:'\\&*<>|-?!#%@`\n\r\t\0e.0".utf8)
        variant[index] = signs.randomElement(using: &random) ?? 0
      }
    }
    variants.append(variant)
  }
  return variants
}

@Suite("Hostile notation") struct HostileNotationTests {
  private let json = #"""
    {"$schema": "v6", "data": {"values": [{"a": -1.5e-3, "b": "\u5927\ud83d\ude00\n"}, null, true]},
     "mark": {"type": "bar"}, "大": [[], {}, [1, 2, [3]]], "n": 0.1, "x": "café"}
    """#

  private let yaml = """
    base: &base {color: red, "two words": 'it''s'}
    data:
      - {a: 1, b: [x, *base]}
      - <<: *base
        c: "\\u5927\\n"
    text: |
      one
      two
    ? long
    : >-
      folded
    !!str t: 0x1F
    大: ~
    """

  @Test("no JSON, whatever its bytes, makes the reader trap")
  func hostileJSON() {
    for bytes in hostileVariants(of: json, seed: 1, count: 4000) {
      check(SourceText(name: "a.json", bytes: bytes)) { JSONReader.read($0, log: &$1) }
    }
  }

  @Test("no YAML, whatever its bytes, makes the reader trap")
  func hostileYAML() {
    for bytes in hostileVariants(of: yaml, seed: 2, count: 3000) {
      check(SourceText(name: "a.yaml", bytes: bytes)) {
        YAMLReader.read($0, indent: bytes.count % 3, log: &$1)
      }
    }
  }

  @Test("a part of a text may start and end anywhere")
  func parts() {
    let source = SourceText(name: "a.md", text: json + yaml)
    var random = SeededNumbers(seed: 3)
    for _ in 0..<300 {
      let start = Int.random(in: 0...source.bytes.count, using: &random)
      let end = Int.random(in: start...source.bytes.count + 5, using: &random)
      check(source) { NotationReader.read($0, range: start..<end, indent: start % 4, log: &$1) }
    }
  }

  /// Without a node there is an error; every place can be shown.
  private func check(_ source: SourceText, _ read: (SourceText, inout DiagnosticLog) -> Node?) {
    var log = DiagnosticLog()
    let node = read(source, &log)
    #expect((node == nil) == log.hasErrors)
    for entry in log.entries {
      #expect(entry.place != nil)
      #expect(entry.text(.human).hasSuffix("\n"))
    }
    if let node { visit(node, source) }
  }

  private func visit(_ node: Node, _ source: SourceText) {
    let range = node.place.range
    if range.lowerBound < 0 || range.upperBound > source.bytes.count {
      Issue.record("\(range) is not a part of the text")
    }
    for element in node.elements ?? [] { visit(element, source) }
    for member in node.members ?? [] { visit(member.value, source) }
  }
}
