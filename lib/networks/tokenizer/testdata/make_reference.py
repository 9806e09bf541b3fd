#!/usr/bin/env python3
"""Makes this directory's files: a small vocabulary and what CLIP makes of texts.

    pip install ftfy regex clip-anytorch --no-deps
    make_reference.py

merges.txt and vocab.json are a byte-level BPE that is learned from the texts
below. ids.json has each text with the ids that openai/CLIP's own SimpleTokenizer
gives for that vocabulary, start and end included, cut to 77.
"""

import collections
import json
import os

from clip import simple_tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
MERGES = 400
CONTEXT_LENGTH = 77

TEXTS = [
    "",
    "   ",
    "a photo of a cat",
    "a diagram; a dog, a cat (and THE BIRD)!",
    "It's 42% off! Don't you'll we've I'm he'd they're",
    "C++/C# 100% $5.00 (a+b)^2 #tag @user https://x.y/z?a=b&c=d",
    "don’t stop—ever… “yes” ‘no’",
    "naïve café Ångström ÉCOLE straße ẞ",
    "e\u0301 &#x301;e \u0345a\u0345b",
    "नमस्ते दुनिया, यह एक परीक्षण है।",
    "வணக்கம் உலகம், இது ஒரு சோதனை",
    "నమస్కారం ప్రపంచం, ఇది ఒక పరీక్ష",
    "中文字符 日本語テキスト 한국어",
    "עברית عربى",
    "😀👨‍👩‍👧‍👦🏳️‍🌈🇮🇳 ok",
    "&amp;amp;lt;b&amp;gt; &eacute; &#233; &#xe9; &copy &notit; &AMP &LT;",
    "P&EACUTE;REZ &SZLIG; &nTILDE; &ZZZ; &AMPX;",
    "<b>&eacute;&NTILDE;</b>",
    "first\nsecond < &EACUTE;\n&EACUTE; &eacute",
    "&#0; &#13; &#128; &#x81; &#xD800; &#1114112; &#99999999999999999999;",
    "&#xfffe; &#59; &semi; &Tab; &NewLine;&#12abc; &#;&#x;&;&a;&amp",
    "tab\tline\nbreak\r\nvtab\x0bff\x0c\x00\x01\x1b[31mred\x1b[0m\x7f\u2028x",
    "\x85 \x93quoted\x94 \x81",
    "\ufeffbom zero\u200bwidth\u200d",
    "ﬁne ﬂow ﬀ ﬅ ĳ ŉ ǆ",
    "ＦＵＬＬ　ｗｉｄｔｈ ｱｲｳ",
    "①②½ⅷⅧ٣४",
    "ΟΔΥΣΣΕΥΣ ΣΑΣ Σ. ΑΣ'Α Σ",
    "İstanbul DİYARBAKIR",
    "'ſ 'S 'LL !'s",
    "<|startoftext|>x<|endoftext|> !<|endoftext|>",
    "the photo of the cat and the dog " * 20,
    "photophotophoto" * 30,
    "aaaaaaaaaaaaaaaaaaaaaaa aaaaaaa aa a",
]


def learned_merges():
    """Learns the merges from the words of the texts, as BPE is learned."""
    tokenizer = simple_tokenizer.SimpleTokenizer()
    clean = simple_tokenizer.whitespace_clean
    words = collections.Counter()
    for text in TEXTS:
        text = clean(simple_tokenizer.basic_clean(text)).lower()
        for word in tokenizer.pat.findall(text):
            symbols = [tokenizer.byte_encoder[b] for b in word.encode()]
            symbols[-1] += "</w>"
            words[tuple(symbols)] += 1
    merges = []
    while len(merges) < MERGES:
        pairs = collections.Counter()
        for word, count in words.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        if not pairs:
            break
        best = max(sorted(pairs), key=pairs.get)
        merges.append(best)
        words = collections.Counter(
            {merged(word, best): count for word, count in words.items()})
    return merges


def merged(word, pair):
    out = []
    i = 0
    while i < len(word):
        if word[i:i + 2] == pair:
            out.append("".join(pair))
            i += 2
        else:
            out.append(word[i])
            i += 1
    return tuple(out)


def write(name, text):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        file.write(text)


def main():
    merges = learned_merges()
    # SimpleTokenizer takes a last line break for one more, empty merge.
    text = "\n".join(["#version: 0.2"] + [" ".join(pair) for pair in merges])
    write("merges.txt", text)
    simple_tokenizer.gzip.open = lambda path: open(path, "rb")
    tokenizer = simple_tokenizer.SimpleTokenizer(
        os.path.join(HERE, "merges.txt"))
    encoder = tokenizer.encoder
    write("vocab.json", json.dumps(encoder, ensure_ascii=False, indent=0))
    rows = []
    for text in TEXTS:
        ids = [encoder["<|startoftext|>"]] + tokenizer.encode(text)
        ids = ids[:CONTEXT_LENGTH - 1] + [encoder["<|endoftext|>"]]
        rows.append(json.dumps({"text": text, "ids": ids}))
    write("ids.json", "[\n" + ",\n".join(rows) + "\n]\n")


if __name__ == "__main__":
    main()
