import Diagnostics
import Tables

/// What became of every row that a chart read: which rows are drawn, which are not and why, what the
/// steps and the marks made of them, and where they come from.
public struct RowLedger: Sendable {
  /// Why a row is not drawn.
  public struct Cause: Sendable, Hashable {
    /// The kinds of reason, as programs know them.
    public enum Kind: String, Sendable {
      /// A filter does not let the row pass.
      case filter
      /// It was not drawn by lot.
      case sample
      /// Another step leaves nothing of it.
      case step
      /// No row looks it up.
      case lookup
      /// Its panel is not shown.
      case panel
      /// A cell is empty, or null.
      case missing
      /// A value is not a number: NaN, or a text among numbers.
      case notANumber = "not-a-number"
      /// The value is zero or less, on a log scale.
      case logOfZero = "log-of-zero"
      /// A later row has the same key, and is looked up instead.
      case duplicateKey = "duplicate-key"
      /// A value is infinite.
      case endless
      /// A discrete value is not in the domain of its scale.
      case notInDomain = "not-in-domain"
      /// It stands outside the plot, at whose edge the mark is cut.
      case clipped
      /// It has neither a colour nor an opacity.
      case unseen
      /// It has no place for another reason.
      case noPlace = "no-place"
    }

    /// Which kind of reason.
    public var kind: Kind
    /// The reason in words.
    public var text: String
    /// Where it is written.
    public var place: Place?

    init(_ kind: Kind, _ text: String, at place: Place?) {
      self.kind = kind
      self.text = text
      self.place = place
    }
  }

  /// Rows of a file that no mark draws, all for the same reasons.
  public struct Drop: Sendable {
    /// The reasons, in the order in which the layers meet them; none if no view takes the rows.
    public var causes: [Cause]
    /// The rows, from 0 after the head of the file, in order.
    public var rows: [Int]
  }

  /// What became of the rows of one file.
  public struct File: Sendable {
    /// The file.
    public var file: DataFile
    /// How many rows were read.
    public var rowsRead: Int
    /// How many of them at least one mark draws.
    public var rowsDrawn: Int
    /// The others, by why, most rows first.
    public var drops: [Drop]
    /// The rows, drawn or not, whose key another row before has, for each key that the package names.
    public var repeatedKeys: [RepeatedKey] = []
  }

  /// Rows with a key that tells rows apart, and that a row before has already.
  public struct RepeatedKey: Sendable {
    /// The columns of the key.
    public var columns: [String]
    /// The rows, from 0 after the head of the file, in order.
    public var rows: [Int]
  }

  /// A step that rows go through.
  public struct Step: Sendable {
    /// The name of the step: a transform's key.
    public var kind: String
    /// What it does, in the words of the spec.
    public var text: String
    /// Where it is written.
    public var place: Place?
    /// How many rows came, in all panels.
    public var before = 0
    /// How many rows it let go or made.
    public var after = 0
  }

  /// A field that a mark shows.
  public struct Field: Sendable, Hashable {
    /// The channel, such as `x`.
    public var channel: String
    /// What it shows, such as `mean(price)`.
    public var text: String
  }

  /// A mark, all its panels together.
  public struct Mark: Sendable {
    /// Vega-Lite's name of the mark.
    public var type: String
    /// Where its view is written.
    public var place: Place?
    /// How many rows came to it.
    public var rows = 0
    /// How many of them it draws.
    public var rowsDrawn = 0
    /// How many items it draws: lines, bars, points.
    public var items = 0
    /// How many items stand outside the plot, and are drawn there.
    public var itemsOutside = 0
    /// How many rows stand where another row of their series stands.
    public var rowsAtSamePlace = 0
    /// The fields that it shows.
    public var fields: [Field]
    /// The rows that it does not draw, by why.
    public var drops: [(cause: Cause, rows: Int)] = []
  }

  /// A work or a data set that rows come from.
  public struct Source: Sendable {
    /// The key that rows name it by; nil for the source of a whole file.
    public var key: String?
    /// What a source line says of it.
    public var attribution: String
    /// The terms under which it may be used, if anything says so.
    public var terms: String?
    /// Its address.
    public var address: String?
    /// How it was read, in the words of the package.
    public var howRead: String?
    /// How many rows that are drawn come from it.
    public var rows: Int
    /// The values of the column `status` of those rows, with how many rows have each.
    public var statuses: [(status: String, rows: Int)]
  }

  /// A parameter with the value that counted.
  public struct Parameter: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value, as text.
    public var value: String
    /// Whether it was given from outside the spec.
    public var isGiven: Bool
  }

  /// The title of the chart, on one line; empty if it has none.
  public var title = ""
  /// Where the spec of the chart is written.
  public var place: Place?
  /// How many errors of single rows keep the chart from being drawn; the ledger tells what would be
  /// drawn.
  public var rowErrors = 0
  /// The files that were read, in order.
  public var files: [File] = []
  /// The steps, in order.
  public var steps: [Step] = []
  /// The marks, from below to above.
  public var marks: [Mark] = []
  /// The sources of the rows that are drawn, in order of first use.
  public var sources: [Source] = []
  /// The parameters, in the order in which they are declared.
  public var parameters: [Parameter] = []
}
