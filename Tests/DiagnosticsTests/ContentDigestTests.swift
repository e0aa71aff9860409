import Diagnostics
import Testing

/// Digests of content.
@Suite struct ContentDigestTests {
  @Test(
    "the digests are those of FIPS 180-4's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
  func examples(text: String, digits: String) {
    #expect(ContentDigest(of: text).description == digits)
    #expect(ContentDigest(digits) == ContentDigest(of: text))
  }

  @Test("pieces keep their ends")
  func pieces() {
    func digest(_ parts: [String]) -> ContentDigest {
      var builder = DigestBuilder()
      for part in parts { builder.add(part) }
      return builder.finish()
    }
    #expect(digest(["ab", "c"]) != digest(["a", "bc"]))
    #expect(digest([]) == ContentDigest(of: ""))
  }

  @Test(
    "what is no digest is not read as one",
    arguments: ["", "abc", String(repeating: "G", count: 64)])
  func malformed(text: String) {
    #expect(ContentDigest(text) == nil)
  }
}
