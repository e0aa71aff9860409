import Testing

@testable import Charting
