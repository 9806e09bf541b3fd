// Decides whether printed text may be coloured.

#ifndef REPORTERS_CONSOLE_TERMINAL_H_
#define REPORTERS_CONSOLE_TERMINAL_H_

namespace feluda {

// True where the descriptor is a terminal that knows colours (TERM is not
// "dumb") and the user has not set NO_COLOR to anything (https://no-color.org).
bool MayUseColors(int descriptor);

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_TERMINAL_H_
