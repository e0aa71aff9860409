// Writes a report of about two hundred pages into a folder, for measuring:
//
//     swift run -c release stress-document /tmp/stress && playfair render /tmp/stress/report.md --timings
//
// A second argument divides its size.

import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

guard CommandLine.arguments.count > 1 else {
  print("usage: stress-document FOLDER [PART]")
  exit(2)
}
let folder = CommandLine.arguments[1]
let part = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 1 : 1
mkdir(folder, 0o777)
mkdir(folder + "/charts", 0o777)
for file in StressDocument(.full.divided(by: max(1, part))).files {
  guard let output = fopen(folder + "/" + file.path, "w") else {
    perror(file.path)
    exit(1)
  }
  fputs(file.text, output)
  fclose(output)
}
