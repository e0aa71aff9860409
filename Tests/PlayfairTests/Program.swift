import Diagnostics

/// What tests that run the program share.
enum Program {
  /// The folder in which it lies, beside the tests.
  static let folder = FilePath.folder(of: CommandLine.arguments.first ?? "")
  /// The program.
  static let path = folder + "/playfair"

  /// A chart of the columns `year` and `output` of `grain.csv`.
  static let grainChart = """
    data: {url: grain.csv}
    mark: line
    encoding:
      x: {field: year, type: year}
      y: {field: output, type: quantitative}

    """
}
