import Diagnostics

/// What a run wrote, for the person who started it: a line a file, then the whole.
///
///     Output/great-leap-forward.pdf                 412 kB
///     Output/great-leap-forward/fig-grain.svg       9.4 kB  (as before)
///     Output/great-leap-forward/fig-grain.pdf        14 kB
///       nature-1col: 89 × 66.8 mm, text 6 to 7 pt, lines from 0.5 pt, in Inter
///     3 files, 421 kB, in 1.24 s
struct RenderSummary {
  /// The files, in the order in which they were written.
  var files: [WrittenFile]
  /// The paths of those that held the same bytes before, and so were left alone.
  var unchanged: Set<String> = []
  /// How long the run took, from reading to writing.
  var duration: Duration

  /// The lines.
  var text: String {
    let width = files.map(\.path.count).max() ?? 0
    var text = ""
    for file in files {
      let gap = String(repeating: " ", count: width - file.path.count + 2)
      let size = RenderSummary.size(file.size)
      let note = unchanged.contains(file.path) ? "  (as before)" : ""
      text += file.path + gap + size.leftPadded(to: 9) + note + "\n"
      if let own = file.note { text += "  " + own + "\n" }
    }
    let total = RenderSummary.size(files.reduce(0) { $0 + $1.size })
    let count = files.count == 1 ? "1 file" : "\(files.count) files"
    return text + "\(count), \(total), in \(RenderSummary.seconds(duration))\n"
  }

  /// A number of bytes in units of a thousand: `812 bytes`, `9.4 kB`, `56 kB`, `1.2 MB`.
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var amount = Double(bytes) / 1000
    var units = ["kB", "MB", "GB"][...]
    // What would be rounded to 1000 is told in the next unit.
    while amount >= 999.5, units.count > 1 {
      amount /= 1000
      units.removeFirst()
    }
    return "\(decimal(amount, places: amount < 9.95 ? 1 : 0)) \(units[units.startIndex])"
  }

  /// A time in seconds: `0.04 s`, `1.24 s`, `83.1 s`.
  static func seconds(_ duration: Duration) -> String {
    let seconds = duration / .seconds(1)
    return "\(decimal(seconds, places: seconds < 9.995 ? 2 : 1)) s"
  }

  private static func decimal(_ number: Double, places: Int) -> String {
    let factor = places == 2 ? 100 : places == 1 ? 10 : 1
    let units = Int((number * Double(factor)).rounded())
    guard places > 0 else { return "\(units)" }
    let rest = String(units % factor)
    return "\(units / factor)." + String(repeating: "0", count: places - rest.count) + rest
  }
}

/// What is told of a file that was written.
struct WrittenFile: Sendable {
  var path: String
  /// How many bytes it has.
  var size: Int
  /// What is to be known of it.
  var note: String?
  /// The digest of its bytes, where it is asked for.
  var digest: ContentDigest?

  init(path: String, size: Int, note: String? = nil) {
    (self.path, self.size, self.note) = (path, size, note)
  }

  init(_ file: OutputFile, hasDigest: Bool = false) {
    self.init(path: file.path, size: file.bytes.count, note: file.note)
    if hasDigest { digest = ContentDigest(of: file.bytes) }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
