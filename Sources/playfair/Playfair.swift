import ArgumentParser

@main
struct Playfair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "playfair", abstract: "Draws charts and sets reports.", version: "0.1.0")
}
