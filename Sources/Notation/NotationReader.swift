import Diagnostics

/// Reads a spec or a descriptor in whichever notation it is written.
public enum NotationReader {
  /// Reads a part of a text as JSON if it starts with a brace or a bracket, else as YAML.
  ///
  /// YAML may start with a brace too, so what is not JSON is tried as YAML, unless the file's name
  /// ends in `.json`. If it is neither, its first key tells which of the two it was meant to be.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, indent: Int = 0, log: inout DiagnosticLog
  ) -> Node? {
    let range = (range ?? 0..<source.bytes.count).clamped(to: 0..<source.bytes.count)
    let signs = source.bytes[range].lazy.filter { $0 > 0x20 }.prefix(2)
    guard let first = signs.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return YAMLReader.read(source, range: range, indent: indent, log: &log)
    }
    var asJSON = DiagnosticLog()
    let node = JSONReader.read(source, range: range, log: &asJSON)
    let isJSON = source.name.hasSuffix(".json")
    if node == nil, !isJSON {
      var asYAML = DiagnosticLog()
      let node = YAMLReader.read(source, range: range, indent: indent, log: &asYAML)
      let isQuoted = signs.dropFirst().first == UInt8(ascii: "\"")
      if node != nil || (first == UInt8(ascii: "{") && !isQuoted) {
        log.add(contentsOf: asYAML)
        return node
      }
    }
    log.add(contentsOf: asJSON)
    return node
  }
}
