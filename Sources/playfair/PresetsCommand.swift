import ArgumentParser
import Charting

/// `playfair presets`: what journals ask of figures, with the source of each rule.
struct PresetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presets",
    abstract: "Lists what journals ask of figures: widths, heights, sizes of text, files.",
    discussion: """
      Draw a chart, or the figures of a document, by one of them:

        playfair render grain.vl.yaml --preset nature-1col
        playfair render notes.md -t figures --preset nature-1col

      The rules change: each was read on the day that stands beside it; "second-hand" means that \
      it was read in what others say of them. Look at your journal's page before you send a figure.
      """)

  func run() throws {
    guard let error = StandardOutput.write(Array(PresetList.text.utf8)) else { return }
    if !error.isBrokenPipe {
      StandardError.write("standard output cannot be written: \(error.reason)\n")
    }
    throw ExitCode(1)
  }
}

/// The presets as text.
enum PresetList {
  /// A table of all, then the sources.
  static var text: String {
    let head = ["NAME", "WIDTH", "HEIGHT", "TEXT", "LINES", "PPI", "FILES"]
    let rows = [head] + FigurePreset.all.map(row)
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ").trimmingEnd
    }
    return lines.joined(separator: "\n") + "\n\n" + sources
  }

  private static func row(_ preset: FigurePreset) -> [String] {
    let text =
      switch (preset.minText, preset.maxText) {
      case (let least?, let most?): "\(number(least))–\(number(most)) pt"
      case (let least?, nil): "from \(number(least)) pt"
      case (nil, let most?): "to \(number(most)) pt"
      case (nil, nil): ""
      }
    return [
      preset.name, "\(number(preset.width)) mm",
      preset.maxHeight.map { "to \(number($0)) mm" } ?? "", text,
      preset.minLine.map { "from \(number($0)) pt" } ?? "", number(preset.ppi),
      preset.formats.joined(separator: " "),
    ]
  }

  /// Each source once, with the presets that come from it.
  private static var sources: String {
    var order: [String] = []
    var names: [String: [String]] = [:]
    for preset in FigurePreset.all {
      let basis = preset.basis == .publisher ? "" : ", second-hand"
      let fonts = preset.fonts.isEmpty ? "" : "; type: \(preset.fonts.joined(separator: ", "))"
      let key = "\(preset.address), read \(preset.read)\(basis)\(fonts)"
      if names[key] == nil { order.append(key) }
      names[key, default: []].append(preset.name)
    }
    return order.map { "\(names[$0, default: []].joined(separator: ", "))\n  \($0)\n" }.joined()
  }

  private static func number(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
