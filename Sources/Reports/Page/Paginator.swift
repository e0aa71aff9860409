import Canvas
import Diagnostics

/// Makes pages of a flow: searches for the best ones, stretch by stretch, and places all on them.
enum Paginator {
  /// The pages of a flow; what fits on none is reported.
  static func pages(
    of flow: Flow, memory: DrawingMemory? = nil, log: inout DiagnosticLog
  ) -> [PageLayout] {
    var pages: [PageLayout] = []
    var section = ""
    var noted: Set<Int> = []
    var waiting: [[FlowBox]] = []
    for (index, stretch) in flow.stretches.enumerated() {
      let room = flow.rooms[stretch.room]
      let metrics = FlowMetrics(flow, stretch.boxes, noted: &noted)
      reportTall(flow, stretch, room, &log)
      let task = PageTask(
        metrics: metrics, room: room, opening: stretch.opening.map { flow.floats[$0].height } ?? 0,
        firstPage: pages.count + 1)
      let columns = memory?.columns(of: task) ?? PageSearch.columns(of: task)
      pages += PageBuilder.pages(
        of: columns, flow: flow, metrics: metrics, room: room, stretch: stretch,
        firstPage: pages.count + 1, section: &section, waiting: &waiting)
      // What stands beside the text comes before pages that are turned, and before the end.
      let next = flow.stretches.indices.contains(index + 1) ? flow.stretches[index + 1].room : nil
      if room.aside != nil, next != stretch.room {
        pages += PageBuilder.pages(
          of: &waiting, flow: flow, metrics: metrics, room: room, firstPage: pages.count + 1,
          section: &section)
      }
    }
    return pages
  }

  /// Reports what is higher than a page.
  private static func reportTall(
    _ flow: Flow, _ stretch: FlowStretch, _ room: PageRoom, _ log: inout DiagnosticLog
  ) {
    if let opening = stretch.opening.map({ flow.floats[$0] }), opening.height > room.height + 0.01 {
      log.add(.tooTall(at: opening.place))
    }
    for box in flow.boxes[stretch.boxes] {
      let head = box.continuation.map { flow.continuations[$0].height } ?? 0
      if box.height + head > room.height + 0.01 { log.add(.tooTall(at: box.place)) }
      for index in box.floats {
        let float = flow.floats[index]
        let notes = float.notes.filter(flow.notes.indices.contains).flatMap { flow.notes[$0] }
        if float.height + NoteArea.height(notes) > room.height + 0.01 {
          log.add(.tooTall(at: float.place))
        }
      }
    }
  }
}

extension Diagnostic {
  static func tooTall(at place: Place?) -> Diagnostic {
    .error(
      "too-tall", "this is too long for a page", at: place,
      why: "a figure with its caption and notes, a row and the head of a table stand on one page",
      hint: "shorten it, or divide it")
  }
}
