import Canvas
import Tables

/// Where the rows of files stand in a picture: the items of the marks that they were made into, and
/// the points of lines and areas.
public struct RowPlaces: Sendable {
  /// A row of a file.
  private struct Row: Hashable {
    var file: DataFile
    var number: Int
  }

  private var boxes: [Row: [Rect]] = [:]

  /// The places on the canvas at which a row of a file stands, in drawing order; none if it is not
  /// drawn.
  public func places(ofRow row: Int, of file: DataFile) -> [Rect] {
    boxes[Row(file: file, number: row)] ?? []
  }

  /// The rows of a file that are drawn, ascending.
  public func rows(of file: DataFile) -> [Int] {
    boxes.keys.filter { $0.file == file }.map(\.number).sorted()
  }

  /// The places of all rows of a chart that has been laid out.
  init(_ frame: ChartFrame) {
    for (plot, origin) in frame.view.plots {
      for (mark, drawn) in zip(plot.plan.marks, plot.marks) where mark.type != .text {
        let offset = frame.origin + origin
        if mark.type.isSeries {
          addPoints(of: mark, plot, offset)
        } else {
          for item in drawn.items where item.isSeen {
            if let box = item.bounds { add(box.moved(by: offset), item.row, of: mark) }
          }
        }
      }
    }
  }

  private mutating func addPoints(of mark: MarkPlan, _ plot: PlotFrame, _ offset: Point) {
    for (row, box) in mark.points(in: plot.space) {
      add(box.moved(by: offset), row, of: mark)
    }
  }

  private mutating func add(_ box: Rect, _ row: Int, of mark: MarkPlan) {
    mark.table.lineage.visit(row) { file, number in
      boxes[Row(file: file, number: number), default: []].append(box)
    }
  }
}
