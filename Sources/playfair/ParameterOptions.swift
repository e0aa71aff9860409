import ArgumentParser
import Reports

/// The values that a command gives to the parameters of documents.
struct ParameterOptions: ParsableArguments {
  @Option(
    name: [.customShort("P"), .customLong("parameter")],
    help: ArgumentHelp(
      "The value of a parameter that a document declares under 'params'; may be given again.",
      valueName: "name=value"), transform: { try ParameterWish(argument: $0) })
  var parameters: [ParameterWish] = []
}

extension ParameterWish {
  /// Reads `name=value`; throws `ValidationError` if there is no equals sign.
  init(argument: String) throws {
    guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else {
      throw ValidationError("a parameter is written name=value, such as -P province=Anhui")
    }
    self.init(
      name: String(argument[..<sign]), text: String(argument[argument.index(after: sign)...]))
  }
}
