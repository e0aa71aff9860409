import CPango

/// How pictures get their memory.
public enum PixelMemory {
  /// Keeps what a picture has freed for the next one, in the whole process.
  ///
  /// A picture is some megabytes. Got from the system anew each time, its pages would be cleared each
  /// time, which can cost more than drawing on them. For programs that draw many pictures.
  public static func keepForReuse() { playfair_keep_memory(1 << 28) }
}
