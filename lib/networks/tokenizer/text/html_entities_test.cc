#include "lib/networks/tokenizer/text/html_entities.h"

#include <string>

#include "gtest/gtest.h"
#include "lib/networks/tokenizer/text/unicode.h"

namespace feluda {
namespace {

struct Case {
  std::u32string text;
  std::u32string unescaped;
};

TEST(HtmlEntitiesTest, UnescapesAsABrowserDoes) {
  const Case kCases[] = {
      {U"plain & simple; &", U"plain & simple; &"},
      {U"&amp;amp; &lt;b&gt;", U"&amp; <b>"},
      {U"caf&eacute; caf&eacute &notit; &notx", U"café café ¬it; ¬x"},
      {U"&NotEqualTilde;&Tab;&CounterClockwiseContourIntegral;", U"≂\u0338\t∳"},
      {U"&zzz; &ZZZ &a; &;", U"&zzz; &ZZZ &a; &;"},
      {U"&#233;&#xe9;&#XE9&#233x",
       U"éééé"
       U"x"},
      {U"&#128; &#x9f; &#x81;", U"€ Ÿ \x81"},
      {U"&#0;&#xD800;&#1114112;&#99999999999999999999;",
       U"\uFFFD\uFFFD\uFFFD\uFFFD"},
      {U"[&#1;&#11;&#127;&#xfdd0;&#x1FFFE;]", U"[]"},
      {U"&#9;&#10;&#12;&#13;", U"\t\n\f\r"},
      {U"&#; &#x; &#xg; &#", U"&#; &#x; &#xg; &#"}};
  for (const Case& test : kCases) {
    EXPECT_EQ(EncodeUtf8(UnescapeHtml(test.text)), EncodeUtf8(test.unescaped));
  }
}

TEST(HtmlEntitiesTest, UnescapesOnlyWholeEntitiesAsFtfyDoes) {
  const Case kCases[] = {
      {U"caf&eacute; caf&eacute &notit; &amp;amp;lt;",
       U"café caf&eacute &notit; <"},
      {U"P&EACUTE;REZ &SZLIG; &VARPHI;", U"PÉREZ SS Φ"},
      {U"&nTILDE; &AMPX; &ZZZ; &AMP;", U"&nTILDE; &AMPX; &ZZZ; &"},
      {U"&semi; &#59; &#12abc; &#65; &#x41 &#x41;",
       U"; &#59; &#12abc; A &#x41 A"},
      // Longer than ftfy looks for.
      {U"&CounterClockwiseContourIntegral;",
       U"&CounterClockwiseContourIntegral;"},
      {U"&#0000000000000000000000065;", U"&#0000000000000000000000065;"}};
  for (const Case& test : kCases) {
    EXPECT_EQ(EncodeUtf8(UnescapeWholeEntities(test.text)),
              EncodeUtf8(test.unescaped));
  }
}

}  // namespace
}  // namespace feluda
