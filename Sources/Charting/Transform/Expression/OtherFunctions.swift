// Expression: functions of Vega that have no meaning in a static picture.

/// Functions that are known, so that the message can say why they are refused, and those that do
/// nothing with their value.
enum OtherFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = {
    var functions: [String: ExpressionFunction] = [:]
    for (names, why, hint) in refused {
      for name in names { functions[name] = .none(why, hint: hint) }
    }
    // What Vega would write into a browser's log; the value is that of the last argument.
    for name in ["warn", "info", "debug"] {
      functions[name] = .pure(1...99) { arguments in arguments[arguments.count - 1] }
    }
    return functions
  }()

  private static let refused: [(names: [String], why: String, hint: String?)] = [
    (
      ["event", "x", "y", "xy", "item", "group", "inScope", "screen", "windowSize"],
      "a static picture has no events", nil
    ),
    (["data", "indata", "treePath", "treeAncestors"], "an expression sees one datum", nil),
    (
      ["vlSelectionTest", "vlSelectionIdTest", "vlSelectionResolve", "modify"],
      "a static picture has no selections", nil
    ),
    (
      [
        "geoArea", "geoBounds", "geoCentroid", "geoScale", "geoShape", "pathShape", "gradient",
        "containerSize", "encode", "pinchDistance", "pinchAngle", "intersect",
      ],
      "Playfair does not have this function", nil
    ),
  ]
}
