import Diagnostics
import Notation

/// Ours: published estimates of one quantity become thin bars, arrows and dots.
///
/// `low` and `high` are bounds, `best` the value that the author prefers, `kind` says how to read
/// them: `interval`, `point`, `at-least`, `at-most`. A bar is the range, a dot the best value, an
/// arrow an open bound. It is never called a confidence interval.
enum EstimatesMark {
  static func rewrite(
    _ view: ViewSpec, _ mark: MarkSpec, _ config: ConfigSpec, _ reader: inout SpecReader
  ) -> ViewSpec? {
    guard mark.type == .estimates else { return nil }
    let encoding = view.encoding
    guard let low = encoding[.low], let high = encoding[.high], let best = encoding[.best] else {
      let missing = [Channel.low, .best, .high].filter { encoding[$0] == nil }.map(\.rawValue)
      reader.log.add(.estimatesNeedBounds(missing, at: mark.place ?? view.place.head))
      return nil
    }
    let isHorizontal = encoding[.y] != nil
    let parts = Parts(
      view: view, mark: mark, settings: MarkSpec.merging(config.marks[.estimates], mark),
      low: low, high: high, best: best, kind: encoding[.kind]?.field?.name,
      value: isHorizontal ? .x : .y, second: isHorizontal ? .x2 : .y2)
    return view.layered(parts.layers(&reader))
  }

  /// What the layers are made of.
  private struct Parts {
    let view: ViewSpec
    let mark: MarkSpec
    let settings: MarkSpec
    let low: ChannelSpec
    let high: ChannelSpec
    let best: ChannelSpec
    let kind: String?
    let value: Channel
    let second: Channel

    func layers(_ reader: inout SpecReader) -> [ViewSpec] {
      var layers = [range(&reader)]
      if kind != nil {
        layers.append(arrow("at-least", from: low, &reader))
        layers.append(arrow("at-most", from: high, &reader))
      }
      layers.append(dot(at: best, test: test(valid: best), &reader))
      return layers
    }

    /// The thickness of the bars, in points; dots and arrows grow with it.
    private var thickness: Double { settings.size ?? 3.2 }

    private func range(_ reader: inout SpecReader) -> ViewSpec {
      var bar = MarkSpec(type: .bar)
      let size = Either<Double, BandSizeSpec>.a(thickness)
      if value == .x { bar.height = size } else { bar.width = size }
      bar.orient = value == .x ? .horizontal : .vertical
      bar.part = MarkPart(whole: .estimates, name: "range")
      var layer = base(bar)
      layer.encoding.set(value, inheritingScale(low), at: view.place)
      layer.encoding.set(second, bare(high), at: view.place)
      layer.transform = filter(test(valid: low) + " && " + test(valid: high), &reader)
      return layer
    }

    /// A dot on the bound and an arrow away from it, on the side where no bound is given.
    private func arrow(
      _ name: String, from bound: ChannelSpec, _ reader: inout SpecReader
    ) -> ViewSpec {
      let isLeast = name == "at-least"
      var head = MarkSpec(type: .point)
      head.shape = isLeast == (value == .x) ? Self.rightArrow : Self.leftArrow
      if value == .y { head.angle = 90 }
      (head.filled, head.size) = (true, 64 * thickness * thickness / (3.2 * 3.2))
      head.part = MarkPart(whole: .estimates, name: name)
      let condition = "datum['\(kind ?? "")'] == '\(name)' && " + test(valid: bound)
      var arrow = base(head)
      arrow.encoding.set(value, inheritingScale(bound), at: view.place)
      arrow.transform = filter(condition, &reader)
      return arrow
    }

    private func dot(
      at channel: ChannelSpec, test: String, _ reader: inout SpecReader
    ) -> ViewSpec {
      var point = MarkSpec(type: .point)
      point.filled = mark.filled ?? true
      point.part = MarkPart(whole: .estimates, name: "best")
      var layer = base(point)
      layer.encoding.set(value, inheritingScale(channel), at: view.place)
      layer.transform = filter(test, &reader)
      return layer
    }

    private func base(_ mark: MarkSpec) -> ViewSpec {
      var layer = view.replacing(mark: mark)
      for channel in [Channel.low, .high, .best, .kind, value, second] {
        layer.encoding.remove(channel)
      }
      layer.toldFields = [kind].compactMap { $0 }
      return layer
    }

    /// Scale and axis are asked for on the value channel, or on any of the bounds.
    private func inheritingScale(_ channel: ChannelSpec) -> ChannelSpec {
      let asked = view.encoding[value]
      var result = channel
      result.type = result.type ?? .quantitative
      result.scale = channel.scale ?? asked?.scale ?? low.scale ?? best.scale
      result.axis = channel.axis ?? asked?.axis ?? low.axis ?? best.axis
      result.title = channel.title ?? asked?.title
      return result
    }

    private func bare(_ channel: ChannelSpec) -> ChannelSpec {
      ChannelSpec(field: channel.field, place: channel.place)
    }

    private func test(valid channel: ChannelSpec) -> String {
      "isValid(datum['\(channel.field?.name ?? "")'])"
    }

    private func filter(_ expression: String, _ reader: inout SpecReader) -> [TransformSpec] {
      [
        .filter(
          RawSpec(node: Node(.string(expression), at: view.place.head), isWritten: false))
      ]
    }

    /// A dot with a shaft and a head to the right, in Vega's square from -1 to 1.
    ///
    /// The one to the left is short, since "at most" often stands near zero.
    private static let rightArrow =
      "M-0.5,0A0.5,0.5 0 1 1 0.5,0A0.5,0.5 0 1 1 -0.5,0Z"
      + "M0.8,-0.12L3.6,-0.12L3.6,-0.6L4.8,0L3.6,0.6L3.6,0.12L0.8,0.12Z"
    private static let leftArrow =
      "M-0.5,0A0.5,0.5 0 1 1 0.5,0A0.5,0.5 0 1 1 -0.5,0Z"
      + "M-0.8,-0.12L-1.3,-0.12L-1.3,-0.6L-2.4,0L-1.3,0.6L-1.3,0.12L-0.8,0.12Z"
  }
}

extension Diagnostic {
  static func estimatesNeedBounds(_ missing: [String], at place: Place) -> Diagnostic {
    .error(
      "missing-channel",
      "the mark 'estimates' lacks the \(missing.count == 1 ? "channel" : "channels") "
        + Suggestion.list(missing),
      at: place,
      why: "'low' and 'high' name the columns of the bounds, 'best' that of the preferred value",
      hint: "name a column for each; its cells may be empty where a work gives no such value")
  }
}
