/** Tells what happens, and remembers what was not as it should be. */
export interface Story {
  chapter(title: string): void;
  tell(line: string): void;
  /** Notes a problem unless `fine`. */
  expect(fine: boolean, problem: string): void;
  readonly problems: readonly string[];
}

export function createStory(print: (line: string) => void): Story {
  const problems: string[] = [];
  let chapters = 0;
  return {
    problems,
    chapter(title) {
      chapters++;
      print(`\n${chapters}. ${title}`);
    },
    tell: (line) => print(`   ${line}`),
    expect(fine, problem) {
      if (fine) return;
      problems.push(problem);
      print(`   ✗ ${problem}`);
    },
  };
}
