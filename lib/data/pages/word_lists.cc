#include "lib/data/pages/word_lists.h"

namespace feluda {
namespace {

constexpr absl::string_view kEnglish[] = {
    "about",    "after",      "again",    "answer",    "autumn",   "because",
    "before",   "between",    "bridge",   "broadcast", "building", "camera",
    "century",  "children",   "choice",   "citizen",   "city",     "claim",
    "coast",    "common",     "council",  "country",   "culture",  "decision",
    "degree",   "district",   "during",   "editor",    "election", "energy",
    "evening",  "every",      "evidence", "factory",   "family",   "farmer",
    "festival", "finance",    "forest",   "freedom",   "friend",   "garden",
    "general",  "government", "harbour",  "harvest",   "health",   "history",
    "hospital", "image",      "island",   "journey",   "justice",  "kitchen",
    "language", "letter",     "library",  "machine",   "market",   "meeting",
    "message",  "minister",   "monsoon",  "morning",   "mountain", "museum",
    "music",    "nation",     "network",  "newspaper", "number",   "ocean",
    "office",   "open",       "paper",    "people",    "picture",  "poem",
    "police",   "public",     "question", "railway",   "report",   "river",
    "rumour",   "school",     "science",  "season",    "sentence", "small",
    "station",  "story",      "street",   "student",   "summer",   "teacher",
    "temple",   "theatre",    "today",    "traffic",   "travel",   "truth",
    "under",    "university", "video",    "village",   "voice",    "water",
    "weather",  "winter",     "women",    "world",     "writer",   "yesterday",
};

constexpr absl::string_view kHindi[] = {
    "भारत",   "सरकार",  "समाचार",  "लोग",    "पानी",        "किताब",   "शहर",
    "गाँव",    "नदी",    "पहाड़",    "बच्चे",    "स्कूल",         "शिक्षक",   "छात्र",
    "किसान",  "खेत",     "बाजार",   "दुकान",   "परिवार",      "माता",    "पिता",
    "भाई",    "बहन",    "मित्र",    "सुबह",    "शाम",         "रात",     "दिन",
    "सप्ताह",  "महीना",  "वर्ष",     "समय",    "काम",         "जीवन",    "देश",
    "दुनिया",  "राज्य",   "राजधानी", "मंत्री",   "चुनाव",        "संसद",     "न्याय",
    "कानून",   "पुलिस",   "अस्पताल",  "डॉक्टर",  "दवा",         "स्वास्थ्य",  "विज्ञान",
    "भाषा",   "साहित्य", "कविता",   "कहानी",  "लेखक",         "पत्रकार",  "अखबार",
    "चित्र",   "संगीत",   "नाटक",    "त्योहार", "मंदिर",        "इतिहास",  "संस्कृति",
    "यात्रा",  "रेलगाड़ी", "सड़क",     "पुल",     "हवा",         "बारिश",   "गर्मी",
    "सर्दी",   "मौसम",   "सूरज",     "चाँद",    "तारे",         "आकाश",    "धरती",
    "समुद्र",   "जंगल",    "पेड़",      "फूल",     "फल",          "सब्जी",    "चावल",
    "रोटी",   "दूध",     "चाय",     "घर",     "दरवाजा",      "खिड़की",   "कमरा",
    "रसोई",   "बगीचा",  "खेल",      "मैदान",   "विश्वविद्यालय", "पुस्तकालय", "सवाल",
    "जवाब",   "सच्चाई",  "अफवाह",   "संदेश",    "तस्वीर",       "आवाज",    "महिला",
    "नागरिक", "अधिकार", "विकास",
};

constexpr absl::string_view kTamil[] = {
    "தமிழ்",     "நாடு",      "அரசு",     "செய்தி",    "மக்கள்",   "தண்ணீர்",
    "புத்தகம்",   "நகரம்",      "கிராமம்",   "மலை",      "குழந்தை", "பள்ளி",
    "ஆசிரியர்",  "மாணவர்",     "விவசாயி",  "வயல்",      "சந்தை",   "கடை",
    "குடும்பம்",  "அம்மா",      "அப்பா",     "அண்ணன்",     "தங்கை",   "நண்பர்",
    "காலை",     "மாலை",      "இரவு",     "நாள்",      "வாரம்",   "மாதம்",
    "ஆண்டு",     "நேரம்",      "வேலை",     "வாழ்க்கை",   "உலகம்",   "மாநிலம்",
    "தலைநகரம்",  "அமைச்சர்",    "தேர்தல்",    "நீதிமன்றம்",  "சட்டம்",   "காவல்",
    "மருத்துவர்", "மருந்து",    "உடல்நலம்",   "அறிவியல்",  "மொழி",   "இலக்கியம்",
    "கவிதை",    "கதை",       "எழுத்தாளர்", "பத்திரிகை", "படம்",    "இசை",
    "நாடகம்",    "திருவிழா",  "கோயில்",    "வரலாறு",   "பண்பாடு", "பயணம்",
    "தொடர்வண்டி", "சாலை",      "பாலம்",     "காற்று",    "மழை",    "வெயில்",
    "குளிர்",    "சூரியன்",    "நிலா",     "வானம்",     "பூமி",   "கடல்",
    "காடு",     "மரம்",       "பழம்",      "காய்கறி",   "அரிசி",  "பால்",
    "தேநீர்",     "வீடு",       "கதவு",     "சன்னல்",     "அறை",    "சமையல்",
    "தோட்டம்",    "விளையாட்டு", "மைதானம்",   "நூலகம்",    "கேள்வி",  "பதில்",
    "உண்மை",     "வதந்தி",     "குரல்",     "பெண்கள்",    "உரிமை",  "வளர்ச்சி",
};

constexpr absl::string_view kTelugu[] = {
    "తెలుగు", "దేశం",     "ప్రభుత్వం", "వార్త",     "ప్రజలు",   "నీరు",     "పుస్తకం",
    "నగరం",  "గ్రామం",    "కొండ",     "పిల్లలు",   "బడి",      "విద్యార్థి",   "రైతు",
    "పొలం",   "సంత",     "దుకాణం",   "కుటుంబం", "అమ్మ",     "నాన్న",     "అన్న",
    "చెల్లి",   "మిత్రుడు",  "ఉదయం",    "సాయంత్రం",  "రాత్రి",     "రోజు",     "వారం",
    "నెల",    "సంవత్సరం", "సమయం",    "పని",      "జీవితం",    "ప్రపంచం",  "రాష్ట్రం",
    "రాజధాని",  "మంత్రి",    "ఎన్నికలు",  "న్యాయం",    "చట్టం",    "పోలీసు",    "వైద్యుడు",
    "మందు",  "ఆరోగ్యం",   "విజ్ఞానం",   "భాష",      "సాహిత్యం",   "కవిత",     "కథ",
    "రచయిత",  "పత్రిక",    "చిత్రం",    "సంగీతం",   "నాటకం",    "పండుగ",   "గుడి",
    "చరిత్ర",  "సంస్కృతి",  "ప్రయాణం",   "రైలు",     "దారి",      "వంతెన",    "గాలి",
    "వర్షం",  "ఎండ",     "చలి",      "వాతావరణం",  "సూర్యుడు", "చంద్రుడు", "ఆకాశం",
    "భూమి",   "సముద్రం",  "అడవి",     "చెట్టు",    "పువ్వు",   "పండు",    "కూరగాయలు",
    "బియ్యం",  "పాలు",     "ఇల్లు",    "తలుపు",   "కిటికీ",     "గది",      "వంట",
    "తోట",    "ఆట",      "మైదానం",    "ప్రశ్న",    "సమాధానం",   "నిజం",     "పుకారు",
    "సందేశం", "మహిళలు",   "హక్కు",    "అభివృద్ధి",  "నది",
};

}  // namespace

absl::Span<const absl::string_view> WordsOf(PageLanguage language) {
  switch (language) {
    case PageLanguage::kHindi:
      return kHindi;
    case PageLanguage::kTamil:
      return kTamil;
    case PageLanguage::kTelugu:
      return kTelugu;
    case PageLanguage::kEnglish:
      break;
  }
  return kEnglish;
}

absl::string_view SentenceEndOf(PageLanguage language) {
  return language == PageLanguage::kHindi ? "।" : ".";
}

absl::string_view CodeOf(PageLanguage language) {
  switch (language) {
    case PageLanguage::kHindi:
      return "hin";
    case PageLanguage::kTamil:
      return "tam";
    case PageLanguage::kTelugu:
      return "tel";
    case PageLanguage::kEnglish:
      break;
  }
  return "eng";
}

}  // namespace feluda
