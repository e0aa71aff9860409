import Canvas

extension Color {
  /// The colour, darkened on a light ground and lightened on a dark one until text in it has a
  /// contrast of 4.5 to 1.
  func readable(on ground: Color) -> Color {
    let end = ground.contrast(with: .white) > ground.contrast(with: .black) ? 1.0 : 0.0
    var color = self
    for _ in 0..<40 where color.contrast(with: ground) < 4.5 {
      color = Color(
        red: end + (color.red - end) * 0.94, green: end + (color.green - end) * 0.94,
        blue: end + (color.blue - end) * 0.94, alpha: color.alpha)
    }
    return color
  }
}
