// Shortens names that are too long for their place, such that they still differ.

function isWordPart(letter) {
  return /[\p{L}\p{N}]/u.test(letter);
}

// The number of letters with which all names begin, up to the end of a word.
function commonStart(names) {
  const [first, ...others] = names;
  let end = 0;
  while (
    end < first.length &&
    others.every((name) => name[end] === first[end])
  ) {
    end += 1;
  }
  while (end > 0 && isWordPart(first[end - 1])) end -= 1;
  return end;
}

function commonEnd(names) {
  return commonStart(names.map((name) => [...name].reverse()));
}

function cutMiddle(letters, most) {
  if (letters.length <= most) return letters;
  const end = Math.floor(most * 0.4);
  return [...letters.slice(0, most - end - 1), "…", ...letters.slice(-end)];
}

// Cuts the middle out of each name. Names that would become equal lose the start
// that they share instead.
function cutMiddles(spelled, most) {
  const cut = spelled.map((letters) => cutMiddle(letters, most).join(""));
  const full = spelled.map((letters) => letters.join(""));
  return cut.map((name, i) => {
    const alike = new Set(full.filter((_, j) => cut[j] === name));
    if (alike.size === 1) return name;
    const start = commonStart([...alike].map((one) => [...one]));
    return cutMiddle(["…", ...spelled[i].slice(start)], most).join("");
  });
}

// Each name in at most about `most` letters. It loses the end that all share,
// then the start that all share, then its own middle, until it fits.
export function shortenNames(names, most) {
  const spelled = names.map((name) => [...name]);
  const fit = (some) => some.every((letters) => letters.length <= most);
  const join = (some) => some.map((letters) => letters.join(""));
  if (fit(spelled)) return names;
  if (names.length > 1) {
    const end = commonEnd(spelled);
    const ended = end < 2
      ? spelled
      : spelled.map((letters) => [...letters.slice(0, -end), "…"]);
    if (fit(ended)) return join(ended);
    const start = commonStart(ended);
    const started = start < 2
      ? ended
      : ended.map((letters) => ["…", ...letters.slice(start)]);
    if (fit(started)) return join(started);
  }
  return cutMiddles(spelled, most);
}
