import Canvas

/// A slide that has been set: what stands where, step by step.
struct SlidePage: Sendable {
  /// Something that has been placed, from the top left corner of the slide.
  struct Placed: Sendable {
    var origin: Point
    var parts: [FlowPart]
    /// The step with which it appears, from 0.
    var step = 0
  }

  var kind = Slide.Kind.content
  /// The words of the headline, for the outline; empty if it goes on from the slide before.
  var title = ""
  var id = ""
  var level = 1
  var chapter = ""
  /// "Figure 1": what sentences call that which stands here.
  var label = ""
  /// How far to the right the running foot begins: beside the label.
  var footIndent = 0.0
  var placed: [Placed] = []
  /// How many steps there are.
  var steps = 1
  /// The captions that are said, and all else that is, on the first of the slides that they belong
  /// to.
  var captions: [Block] = []
  var notes: [Block] = []
  /// From 1.
  var number = 1
}

/// What stands below a headline: boxes with their places, and what is left over.
struct SlideFill {
  var placed: [SlidePage.Placed] = []
  var height = 0.0
  var notes: [Int] = []
}

/// Some boxes that are placed one below the other, with the steps in which they appear.
struct SlideColumn {
  var boxes: [FlowBox] = []
  var steps: [Int] = []
  /// How many steps there are.
  var stepCount = 1

  /// The height of all boxes with the space between them.
  var height: Double {
    boxes.enumerated().reduce(0) { sum, box in
      sum + box.element.height + (box.offset > 0 ? box.element.spaceBefore : 0)
    }
  }
}
