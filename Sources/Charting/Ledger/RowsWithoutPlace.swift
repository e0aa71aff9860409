import Diagnostics
import OrderedCollections
import Tables

/// Rows of one mark that have no place on the continuous scale of a channel, all for one reason.
struct InvalidRows {
  /// Why a value has no place.
  enum Reason: Hashable {
    /// There is no value: an empty cell, null, or what could not be read.
    case missing
    /// There is no value because what is written could not be read; told apart for ledgers only.
    case unreadable
    /// The value is NaN, as a calculation makes it of what has no result.
    case notANumber
    /// The value is infinite, as a number divided by zero is.
    case endless
  }

  var reason: Reason
  var channel: BoundChannel
  /// The rows, in the table that the mark draws but for those that have no place.
  var rows: [Int]

  /// The rows without a value, and apart from them those in whose cells something is written.
  func parted(in table: Table) -> [InvalidRows] {
    guard reason == .missing, let name = channel.field?.source ?? channel.field?.column else {
      return [self]
    }
    var (empty, written) = (self, self)
    written.reason = .unreadable
    written.rows = rows.filter { table.isUnreadable(row: $0, column: name) }
    let others = Set(written.rows)
    empty.rows = rows.filter { !others.contains($0) }
    return [written, empty].filter { !$0.rows.isEmpty }
  }
}

extension InvalidRows {
  /// Why rows of files are not drawn that stand behind the rows.
  func causes(
    of origins: [Lineage.Origin]
  ) -> [(cause: RowLedger.Cause, origins: [Lineage.Origin])] {
    guard reason == .missing || reason == .unreadable,
      let name = channel.field?.source ?? channel.field?.column
    else { return [(cause, origins)] }
    return RowLedger.Cause.causes(
      of: origins, withoutValueIn: name, of: channel.channel.rawValue, at: channel.place)
  }

  /// Why the rows are not drawn.
  var cause: RowLedger.Cause {
    let name = channel.field?.source ?? channel.field?.column ?? ""
    return RowLedger.Cause(reason, in: name, of: channel.channel.rawValue, at: channel.place)
  }
}

extension RowLedger.Cause {
  /// Why a value has no place; `user` is what the column is for, such as a channel or `mean`.
  init(_ reason: InvalidRows.Reason, in column: String, of user: String, at place: Place?) {
    let name = "'\(column)' (\(user))"
    switch reason {
    case .missing: self.init(.missing, "no value in \(name)", at: place)
    case .notANumber, .unreadable:
      self.init(.notANumber, "not a number in \(name)", at: place)
    case .endless: self.init(.endless, "an endless number in \(name)", at: place)
    }
  }

  /// Why rows of files give nothing: those in whose cells something is written that could not be read,
  /// and apart from them the empty ones.
  static func causes(
    of origins: [Lineage.Origin], withoutValueIn column: String, of user: String, at place: Place?
  ) -> [(cause: RowLedger.Cause, origins: [Lineage.Origin])] {
    let isUnreadable = origins.map { $0.file.isUnreadable(row: $0.row, column: column) }
    return [InvalidRows.Reason.unreadable, .missing].compactMap { reason in
      let part = zip(origins, isUnreadable).filter { $1 == (reason == .unreadable) }.map(\.0)
      return part.isEmpty ? nil : (RowLedger.Cause(reason, in: column, of: user, at: place), part)
    }
  }
}

extension BoundUnit {
  /// The rows of `table` that are not among the valid ones, by the first channel that lacks a value.
  func invalidRows(_ channels: [BoundChannel], in table: Table, but valid: [Int]) -> [InvalidRows] {
    struct Key: Hashable {
      var reason: InvalidRows.Reason
      var channel: Int
    }
    let kept = Set(valid)
    let columns = channels.map { channel in channel.field.flatMap { table[$0.column] } }
    var found: OrderedDictionary<Key, [Int]> = [:]
    for row in 0..<table.rowCount where !kept.contains(row) {
      for (index, column) in columns.enumerated() {
        guard let column, let reason = InvalidRows.Reason(column[row]) else { continue }
        found[Key(reason: reason, channel: index), default: []].append(row)
        break
      }
    }
    return found.map { key, rows in
      InvalidRows(reason: key.reason, channel: channels[key.channel], rows: rows)
    }
  }
}

extension InvalidRows.Reason {
  /// Why a value has no place on a continuous scale; nil if it has one.
  init?(_ value: Value) {
    guard let number = value.number else {
      self = .missing
      return
    }
    if number.isFinite { return nil }
    self = number.isNaN ? .notANumber : .endless
  }
}

extension Table {
  /// Where the values of some rows were written: the first few cells, as far as that is known.
  func places(of rows: some Sequence<Int>, column: String, limit: Int = 3) -> [Place] {
    var places: [Place] = []
    for row in rows {
      guard places.count < limit else { break }
      // Cells of columns that were made stand nowhere; their row does.
      if let place = place(ofRow: row, column: column), !places.contains(place) {
        places.append(place)
      }
    }
    return places
  }
}
