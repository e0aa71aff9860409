import Diagnostics
import Tables

/// What is different on two sides: in data, in what was drawn of them, and in the files themselves.
public struct Difference: Sendable {
  /// A file that is neither data nor told of otherwise.
  public struct File: Sendable, Equatable {
    /// Its path within the sides.
    public var name: String
    /// What has become of it.
    public var kind: FileDifference.Kind

    /// Creates a file.
    public init(name: String, kind: FileDifference.Kind) { (self.name, self.kind) = (name, kind) }
  }

  /// The side before.
  public var old: ComparedSide
  /// The side after.
  public var new: ComparedSide
  /// The data files that differ.
  public var data: [DataDifference] = []
  /// The documents, charts and other texts that differ.
  public var files: [File] = []
  /// The documents and charts of which something differs, as they are drawn.
  public var reports: [ReportDifference] = []
  /// What the records of two outputs say of how they were made, and what is seen in them.
  public var notes: [String] = []

  /// Nothing is different yet.
  public init(_ old: ComparedSide, _ new: ComparedSide) { (self.old, self.new) = (old, new) }

  /// Whether nothing is different.
  public var isEmpty: Bool {
    data.isEmpty && files.isEmpty && reports.isEmpty && notes.isEmpty
  }

  /// How much is different, in one line: `1 cell, 2 figures, 5 pages, 3 false claims`.
  public var summary: String {
    if isEmpty { return "nothing differs" }
    let cells = data.reduce(0) { $0 + ($1.table?.cellCount ?? 0) }
    let rows = data.reduce(0) {
      $0 + ($1.table.map { $0.rowsAdded.count + $0.rowsRemoved.count } ?? 0)
    }
    let figures = reports.reduce(0) { $0 + $1.figures.count }
    let pages = reports.flatMap(\.pages).filter { $0.format != .html }
      .reduce(0) { $0 + max($1.changed.count, $1.gone.count) }
    let claims = reports.flatMap(\.claims).count { $0.kind == .becameFalse }
    let texts = reports.flatMap(\.figures).flatMap(\.words).count { !$0.lostNumbers.isEmpty }
    let labels = reports.flatMap(\.figures).reduce(0) { $0 + $1.labels.count }
    let parts = [
      (cells, "cell", "cells"), (rows, "row added or removed", "rows added or removed"),
      (files.count, "other file", "other files"), (figures, "figure", "figures"),
      (pages, "page", "pages"), (claims, "claim became false", "claims became false"),
      (texts, "text no longer holds", "texts no longer hold"), (labels, "label", "labels"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    return told.isEmpty
      ? (notes.isEmpty ? "something differs" : "the outputs differ") : told.joined(separator: ", ")
  }
}
