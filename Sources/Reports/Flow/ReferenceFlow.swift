import Canvas

extension FlowBuilder {
  /// Sets the list of works, each entry with its first line hanging, or with its number.
  mutating func addReferences(_ context: Context) {
    let face = style.reference
    let textStyle = numberStyle(context)
    let widths = document.references.map {
      $0.label.isEmpty ? 0 : setter.text.measure($0.label, textStyle).width
    }
    let widest = widths.max() ?? 0
    let isNumbered = widest > 0
    let hang = isNumbered ? widest + 5 : style.indent
    for (entry, width) in zip(document.references, widths) {
      let item = node(.bibliographyEntry, name: entry.id, destination: entry.id)
      var (boxes, targets) = boxes(
        of: entry.text, face, path: [item], x: context.x, width: context.width,
        indent: isNumbered ? hang : 0, hang: hang, isJustified: false, language: context.language)
      if isNumbered, !boxes.isEmpty {
        // Numbers stand flush at their right, so that their units are one below the other.
        let label = SceneText(
          entry.label, at: Point(context.x + widest - width, face.baseline), style: textStyle,
          color: face.color, metrics: setter.text.measure(entry.label, textStyle))
        let part = FlowPart(path: [item, node(.listLabel)], items: [.scene(.text(label))])
        boxes[0].parts.insert(part, at: 0)
      }
      emit(boxes, targets: targets)
    }
  }

  /// The style of the numbers of works: all figures are of one width.
  private func numberStyle(_ context: Context) -> TextStyle {
    var textStyle = style.reference.style(language: context.language)
    textStyle.features.append(.tabularFigures)
    return textStyle
  }
}
