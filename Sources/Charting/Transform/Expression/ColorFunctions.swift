// Expression: colours.
enum ColorFunctions { static let all: [String: ExpressionFunction] = [:] }
