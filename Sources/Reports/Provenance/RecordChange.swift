import Charting

/// What two records of one output tell of why it changed.
public enum RecordChange {
  /// The reasons, as sentence parts with the names of files and, where it is known, the lines.
  public static func reasons(from old: OutputRecord, to new: OutputRecord) -> [String] {
    var reasons: [String] = []
    if old.version != new.version { reasons.append("it was made by playfair \(old.version)") }
    if old.spec != new.spec, let spec = new.spec {
      reasons.append("\(spec.name) is not as it was")
    }
    if old.look != new.look { reasons.append("the look of the document is not as it was") }
    reasons += changes(of: old.files, new.files)
    for data in new.data {
      if let before = old.data.first(where: { $0.file == data.file }) {
        if before.digest != data.digest { reasons.append(change(from: before, to: data)) }
      } else {
        reasons.append("\(data.file) is used now")
      }
    }
    for data in old.data where !new.data.contains(where: { $0.file == data.file }) {
      reasons.append("\(data.file) is no longer used")
    }
    let known = reasons.isEmpty
    return known
      ? ["the same data and texts are drawn otherwise: fonts, labels or libraries differ"] : reasons
  }

  private static func changes(of old: [OutputRecord.File], _ new: [OutputRecord.File]) -> [String] {
    var reasons: [String] = []
    for file in new {
      guard let before = old.first(where: { $0.name == file.name }) else {
        reasons.append("\(file.name) is read now")
        continue
      }
      if before.digest != file.digest { reasons.append("\(file.name) is not as it was") }
    }
    for file in old where !new.contains(where: { $0.name == file.name }) {
      reasons.append("\(file.name) is no longer read")
    }
    return reasons
  }

  /// What is different in the used part of a data file.
  private static func change(
    from old: OutputRecord.Data, to new: OutputRecord.Data
  ) -> String {
    guard old.columns == new.columns else { return "\(new.file): other columns are used" }
    guard !old.rowDigests.isEmpty, new.rowDigests.count == new.use?.rows.count, let use = new.use
    else { return "\(new.file): rows are not as they were" }
    var left = Dictionary(old.rowDigests.map { ($0, 1) }, uniquingKeysWith: +)
    var lines: [Int] = []
    for (row, digest) in zip(use.rows, new.rowDigests) {
      if let count = left[digest], count > 0 {
        left[digest] = count - 1
      } else {
        let place = use.file.place(ofRow: row)
        lines.append(place.source.position(of: place.range.lowerBound).line)
      }
    }
    let gone = left.values.reduce(0, +)
    var parts: [String] = []
    if !lines.isEmpty {
      let shown = lines.prefix(6).map(String.init).joined(separator: ", ")
      let more = lines.count > 6 ? " and \(lines.count - 6) more" : ""
      parts.append(
        (lines.count == 1
          ? "1 row is new or changed (line " : "\(lines.count) rows are new or changed (lines ")
          + shown + more + ")")
    }
    // A changed row counts as new above; those beyond have gone.
    if gone > lines.count {
      let count = gone - lines.count
      parts.append(count == 1 ? "1 row is gone" : "\(count) rows are gone")
    }
    if parts.isEmpty { parts.append("the rows stand in another order") }
    return "\(new.file): " + parts.joined(separator: "; ")
  }
}
