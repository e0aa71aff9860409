import Diagnostics

/// Which channels a mark shows: the others are left out, as in Vega-Lite, but not silently.
enum ChannelSupport {
  /// Whether a mark shows a channel.
  static func shows(_ channel: Channel, _ mark: MarkType) -> Bool {
    switch channel {
    case .theta, .radius: mark == .arc || mark == .text
    case .theta2, .radius2: mark == .arc
    case .latitude, .longitude, .latitude2, .longitude2:
      ![.arc, .area, .bar].contains(mark)
    case .x2, .y2: ![.arc, .text, .geoshape].contains(mark)
    case .text: mark == .text
    case .url: mark == .image
    case .shape: [.point, .geoshape, .line, .area, .trail, .rule].contains(mark)
    case .angle: [.point, .square, .text].contains(mark)
    case .size: ![.area, .rect, .arc, .image, .geoshape].contains(mark)
    case .strokeDash: ![.area, .rect, .arc, .image, .text, .trail].contains(mark)
    case .xError, .yError, .xError2, .yError2: mark == .errorbar || mark == .errorband
    case .low, .high, .best, .kind: mark == .estimates
    default: true
    }
  }

  /// Whether a view draws a channel: one that its mark shows, and a second end only of what is a
  /// bin where the mark stands at one place.
  ///
  /// A colour of the inside or the line goes before that of both.
  static func draws(_ channel: Channel, _ settings: MarkSpec, _ encoding: EncodingSpec) -> Bool {
    guard let mark = settings.type, shows(channel, mark) else { return false }
    if channel == .color { return encoding[settings.isFilled ? .fill : .stroke] == nil }
    guard channel == .x2 || channel == .y2 else { return true }
    switch mark {
    case .line, .trail, .point, .circle, .square, .tick:
      let primary = encoding[channel.primary]
      if case .value(.binned) = primary?.bin { return true }
      return primary?.unit?.isBinned ?? false
    default: return true
    }
  }

  /// Reports the channels that the mark of their own view does not show, and a text without one.
  ///
  /// What layers share may be meant for one of them.
  static func check(
    _ view: ViewSpec, inheriting outer: EncodingSpec = EncodingSpec(), _ log: inout DiagnosticLog
  ) {
    switch view.content {
    case .layer(let layers):
      let shared = view.encoding.inheriting(outer)
      for layer in layers { check(layer, inheriting: shared, &log) }
    case .concat(_, let views):
      for view in views { check(view, inheriting: outer, &log) }
    case .facet(_, let child): check(child, inheriting: outer, &log)
    case .unit(let mark):
      guard let type = mark.type else { return }
      for entry in view.encoding.entries where !shows(entry.channel, type) {
        log.add(.notShown(entry.channel, by: type, at: entry.place))
      }
      let hasText = view.encoding[.text] != nil || outer[.text] != nil || mark.text != nil
      // A text that could not be read is reported already.
      guard type == .text, !hasText, !log.hasErrors, let place = mark.place else { return }
      log.add(.textWithoutText(at: place))
    }
  }
}

extension Diagnostic {
  static func notShown(_ channel: Channel, by mark: MarkType, at place: Place) -> Diagnostic {
    let marks = MarkType.allCases.filter { ChannelSupport.shows(channel, $0) }.map(\.rawValue)
    return .warning(
      "channel-not-shown", "the mark '\(mark.rawValue)' does not show '\(channel.rawValue)'",
      at: place, why: "it is shown by \(Suggestion.list(marks))",
      hint: "take the channel out, or draw another mark")
  }

  static func textWithoutText(at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "the mark 'text' has no text", at: place,
      why: "its words come from the channel 'text', or from the mark's own 'text'",
      hint: "add text: {field: …} to the encoding")
  }
}
