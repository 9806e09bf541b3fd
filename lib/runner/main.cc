#include "lib/runner/runner.h"

int main(int argc, char** argv) { return feluda::Main(argc, argv); }
