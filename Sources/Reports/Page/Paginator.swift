import Canvas
import Diagnostics

/// Makes pages of a flow, filling one after the other.
///
/// A page ends at the last place that fits where a break is allowed. A figure that does not fit
/// waits for the top of the next page while the text goes on. The flow says what must stay
/// together; another paginator may weigh the same flow as a whole.
struct Paginator {
  private let flow: Flow
  private let height: Double
  private let grid: Double
  private var state: PageState
  private var pages: [PageLayout] = []
  private var section = ""
  private var log = DiagnosticLog()

  /// The pages of a flow.
  static func pages(
    of flow: Flow, style: ReportStyle, log: inout DiagnosticLog
  ) -> [PageLayout] {
    var paginator = Paginator(flow, style)
    paginator.run()
    log.add(contentsOf: paginator.log)
    return paginator.pages
  }

  private init(_ flow: Flow, _ style: ReportStyle) {
    self.flow = flow
    height = style.columnHeight
    grid = style.grid
    state = PageState(next: 0, noted: [], pending: [])
  }

  private mutating func run() {
    repeat {
      let before = (state.next, state.pending.count, state.carried.count)
      fillPage()
      finishPage()
      // Every page takes something; if not, the rest cannot be set.
      if before == (state.next, state.pending.count, state.carried.count) {
        let box = state.next < flow.boxes.count ? flow.boxes[state.next] : flow.boxes.last
        log.add(.tooTall(at: box?.place))
        break
      }
    } while state.next < flow.boxes.count || !state.pending.isEmpty || !state.carried.isEmpty
  }

  // MARK: One page

  private mutating func fillPage() {
    takeCarriedNotes()
    placeFloats(isTop: true)
    var best: PageState? = state.isEmpty ? nil : state
    while state.next < flow.boxes.count {
      let box = flow.boxes[state.next]
      if box.breakBefore == .forced, !state.isEmpty { return }
      guard place(box) else {
        if let best, !best.isEmpty {
          state = best
        } else if state.isEmpty || !state.hasText {
          force(box)
        }
        return
      }
      if isBreak(before: state.next) {
        if endsBlock(state.next - 1) { placeFloats(isTop: false) }
        best = state
      }
    }
  }

  /// Whether a page may end before a box.
  private func isBreak(before index: Int) -> Bool {
    guard index < flow.boxes.count else { return true }
    return flow.boxes[index].breakBefore != .forbidden
  }

  /// Whether a box is the last one of its paragraph, list or table: a figure may follow it.
  private func endsBlock(_ index: Int) -> Bool {
    guard index + 1 < flow.boxes.count, let root = flow.boxes[index].parts.last?.path.first
    else { return true }
    return !flow.boxes[index + 1].parts.contains { $0.path.first?.number == root.number }
  }

  /// Places a box below all others; says whether there was room.
  private mutating func place(_ box: FlowBox) -> Bool {
    var y = top(of: box)
    var head: PageLayout.Placed?
    if !state.hasText, let index = box.continuation, flow.continuations.indices.contains(index),
      isInside(index, state.next)
    {
      let continuation = flow.continuations[index]
      head = PageLayout.Placed(y: y, height: continuation.height, parts: continuation.head)
      y += continuation.height
    }
    let new = box.notes.filter { !state.noted.contains($0) }
    let lines = new.flatMap { flow.notes.indices.contains($0) ? flow.notes[$0] : [] }
    let room = height - y - box.height
    guard room >= -0.01 else { return false }
    guard takeNotes(lines, room: room) else { return false }
    if let section = box.section, state.isEmpty { state.openingSection = section }
    if let head { state.body.append(head) }
    // A box of no height only carries what moves.
    if box.height > 0 { state.body.append(.init(y: y, height: box.height, parts: box.parts)) }
    state.y = y + box.height
    state.spaceBelow = box.spaceAfter
    state.endsInFloat = false
    state.noted.formUnion(new)
    state.pending += box.floats
    if let section = box.section { state.sections.append(section) }
    state.hasText = true
    state.next += 1
    return true
  }

  /// Whether the box before one belongs to the same table.
  private func isInside(_ continuation: Int, _ index: Int) -> Bool {
    index > 0 && flow.boxes[index - 1].continuation == continuation
  }

  private func top(of box: FlowBox) -> Double {
    guard !state.isEmpty else { return 0 }
    let y = state.y + max(box.spaceBefore, state.spaceBelow)
    guard let offset = box.gridOffset else { return y }
    return snapped(y + offset) - offset
  }

  private func snapped(_ y: Double) -> Double { ((y - 0.01) / grid).rounded(.up) * grid }

  /// Takes a box that fits on no page, which is an error if it runs over the edge.
  private mutating func force(_ box: FlowBox) {
    if top(of: box) + box.height > height + 0.01 { log.add(.tooTall(at: box.place)) }
    let new = box.notes.filter { !state.noted.contains($0) }
    state.body.append(.init(y: top(of: box), height: box.height, parts: box.parts))
    state.carried += new.flatMap { flow.notes.indices.contains($0) ? flow.notes[$0] : [] }
    state.noted.formUnion(new)
    state.pending += box.floats
    if let section = box.section { state.sections.append(section) }
    state.y += box.height
    state.hasText = true
    state.next += 1
  }

  // MARK: Floats

  /// Places the figures and tables that wait as far as there is room, each kind in its order.
  private mutating func placeFloats(isTop: Bool) {
    var blocked: Set<FlowFloat.Kind> = []
    var number = 0
    while number < state.pending.count {
      let float = flow.floats[state.pending[number]]
      if !blocked.contains(float.kind), place(float, isTop: isTop) {
        state.pending.remove(at: number)
      } else {
        blocked.insert(float.kind)
        number += 1
      }
    }
  }

  /// Places a figure below all that is there; says whether there was room.
  private mutating func place(_ float: FlowFloat, isTop: Bool) -> Bool {
    // Two that move keep both their spaces, since no line of text brings white of its own.
    let gap =
      state.endsInFloat ? state.spaceBelow + float.space : max(float.space, state.spaceBelow)
    var y = state.isEmpty ? 0 : state.y + gap
    let lines = float.notes.filter { !state.noted.contains($0) }.flatMap {
      flow.notes.indices.contains($0) ? flow.notes[$0] : []
    }
    let need = NoteArea.height(state.foot + lines)
    let room = height - need - y - float.height
    guard room >= -0.01 || (state.isEmpty && isTop) else { return false }
    if room < -0.01 { log.add(.tooTall(at: float.place)) }
    if !isTop, !state.isEmpty {
      // What rounding up to the grid leaves over is shared between above and below.
      let end = y + float.height + float.space
      let slack = snapped(end) - end
      if slack / 2 <= room { y += slack / 2 }
    }
    state.body.append(.init(y: y, height: float.height, parts: float.parts))
    state.foot += lines
    state.noted.formUnion(float.notes)
    state.y = y + float.height
    state.spaceBelow = float.space
    state.endsInFloat = true
    return true
  }

  // MARK: Notes

  private mutating func takeCarriedNotes() {
    let lines = state.carried
    state.carried = []
    _ = takeNotes(lines, room: height - grid * 6)
  }

  /// Takes the lines of notes to the foot, as many as fit; the rest goes on over the page.
  ///
  /// Notes are split only if they are long, so that most stand on the page that calls them.
  private mutating func takeNotes(_ lines: [FlowBox], room: Double) -> Bool {
    guard !lines.isEmpty else { return NoteArea.height(state.foot) <= room + 0.01 }
    if NoteArea.height(state.foot + lines) <= room + 0.01 {
      state.foot += lines
      return true
    }
    let isLong = NoteArea.linesHeight(lines) > height / 4
    guard isLong || state.isEmpty else { return false }
    var count = lines.count
    while count > 0, NoteArea.height(state.foot + lines.prefix(count)) > room { count -= 1 }
    // At least two lines on either side of the break.
    guard count >= 2 || (count > 0 && lines.count < 3) else { return false }
    if lines.count - count == 1, count > 2 { count -= 1 }
    state.foot += lines.prefix(count)
    state.carried += lines.dropFirst(count)
    return true
  }

  // MARK: The end of a page

  private mutating func finishPage() {
    var page = PageLayout()
    page.number = pages.count + 1
    page.body = state.body
    if let cut = cutTable { page.body.append(cut) }
    placeFoot(on: &page)
    page.sections = state.sections
    if let opening = state.openingSection, opening.level == 1 { section = opening.title }
    page.section = section
    if let last = state.sections.last(where: { $0.level == 1 }) { section = last.title }
    pages.append(page)
    var fresh = PageState(next: state.next, noted: state.noted, pending: state.pending)
    fresh.carried = state.carried
    state = fresh
  }

  /// The rule below a table that goes on over the page.
  private var cutTable: PageLayout.Placed? {
    guard state.next < flow.boxes.count, state.hasText,
      let index = flow.boxes[state.next].continuation, isInside(index, state.next),
      flow.continuations.indices.contains(index)
    else { return nil }
    return .init(y: state.y, height: 0, parts: flow.continuations[index].foot)
  }

  private func placeFoot(on page: inout PageLayout) {
    guard !state.foot.isEmpty else { return }
    var y = height - NoteArea.linesHeight(state.foot)
    page.noteRule = y - NoteArea.below
    for (index, line) in state.foot.enumerated() {
      if index > 0 { y += line.spaceBefore }
      page.notes.append(.init(y: y, height: line.height, parts: line.parts))
      y += line.height
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
