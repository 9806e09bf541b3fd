// HTML's character references turned into the characters that they stand for.
//
//   UnescapeHtml(U"caf&eacute; &#x26amp; &lt");      // café &amp; <
//   UnescapeWholeEntities(U"P&EACUTE;REZ &notit;");  // PÉREZ &notit;
//
// The names are those of HTML 5, which gumbo's parser knows. Threads: any
// number.

#ifndef LIB_NETWORKS_TOKENIZER_TEXT_HTML_ENTITIES_H_
#define LIB_NETWORKS_TOKENIZER_TEXT_HTML_ENTITIES_H_

#include <string>

namespace feluda {

// Replaces references as a browser does and Python's html.unescape(): the
// semicolon may be missing after a number and some old names, and numbers that
// stand for no character become U+FFFD or nothing.
std::u32string UnescapeHtml(const std::u32string& text);

// Replaces only references with a semicolon, as ftfy's unescape_html() does,
// and takes names of small letters that are written in capitals too.
std::u32string UnescapeWholeEntities(const std::u32string& text);

}  // namespace feluda

#endif  // LIB_NETWORKS_TOKENIZER_TEXT_HTML_ENTITIES_H_
