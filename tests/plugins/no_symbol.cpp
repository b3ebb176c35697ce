// A shared library, but no plugin: the entry point is hidden.
#include <relval/abi.h>

extern "C" const relval_plugin* relval_strategies(void);
extern "C" const relval_plugin* relval_strategies(void) { return nullptr; }
