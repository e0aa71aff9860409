/// How the colours of what is drawn mix with those below, in CSS's words.
public enum BlendMode: String, Sendable, Hashable, CaseIterable {
  case multiply, screen, overlay, darken, lighten, difference, exclusion, hue, saturation, color
  case luminosity
  case colorDodge = "color-dodge"
  case colorBurn = "color-burn"
  case hardLight = "hard-light"
  case softLight = "soft-light"
}
