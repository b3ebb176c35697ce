/* The gate between relval and a plugin: C structs and function pointers only. Numbers, pointers to numbers and C
   strings cross it; no exception and no C++ object does. A plugin exports one symbol, relval_strategy(), which
   returns a relval_plugin; the host exports none. Plugin authors include <relval/strategy.hpp> and never write these
   by hand. */
#ifndef RELVAL_ABI_H
#define RELVAL_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RELVAL_MAGIC UINT64_C(0x52454c56414c5331) /* "RELVALS1" */
#define RELVAL_ABI 3u

typedef struct relval_error {
  char text[1024]; /* UTF-8, ends with NUL */
} relval_error;

enum {
  RELVAL_PARAM_NUMBER = 0,
  RELVAL_PARAM_TEXT = 1,
  RELVAL_PARAM_ASSET = 2,
  RELVAL_PARAM_TABLE = 3,
  RELVAL_PARAM_WHOLE = 4
};

/* A parameter of the config's strategy section. A NUMBER or WHOLE number without default has def = NaN, a TEXT without
   default text_def = NULL: they are required, as every ASSET (the name of a leg or the id of an instrument) and TABLE
   (the path of a CSV file, read by the host) is. words: those a TEXT may be, "diff|ratio|residual", or NULL for any
   text. No parameter may be called name or library: those keys name the strategy. */
typedef struct relval_param {
  const char* name;
  const char* unit;
  const char* help;
  int32_t kind;
  double def, min, max;
  const char *text_def, *words;
} relval_param;

typedef struct relval_asset_info {
  int32_t is_leg;
  const char *id, *kind, *issuer, *parent, *sector, *currency;
  const char* leg; /* of an instrument: the leg that holds it, or "" */
} relval_asset_info;

enum {
  RELVAL_SIGNAL_FIELD = 0,     /* name, integer[0]: basis of legs, 0 adjusted, 1 quoted; one value per asset; of a leg:
                                  duration-weighted (spread) or weighted mean */
  RELVAL_SIGNAL_EXOGENOUS = 1, /* name; one value: the latest known on the row */
  RELVAL_SIGNAL_TABLE = 2,     /* name = parameter; one value per asset, NaN where the table says nothing that day */
  RELVAL_SIGNAL_OF = 3,        /* input 0 at asset integer[0]: one value */
  RELVAL_SIGNAL_LAG = 4,       /* input 0, integer[0] rows ago */
  RELVAL_SIGNAL_DIFF = 5,      /* input 0 - input 1 */
  RELVAL_SIGNAL_LOG_RATIO = 6, /* ln(input 0 / input 1) */
  RELVAL_SIGNAL_ZSCORE = 7,    /* input 0, window integer[0] rows, integer[1] = 1: today is in the window */
  RELVAL_SIGNAL_SUM = 8,       /* input 0 + input 1 */
  RELVAL_SIGNAL_PRODUCT = 9,   /* input 0 times input 1 */
  RELVAL_SIGNAL_QUOTIENT = 10, /* input 0 / input 1; NaN where input 1 is 0 */
  RELVAL_SIGNAL_SCALE = 11,    /* input 0 times number[0] */
  RELVAL_SIGNAL_TANH = 12,     /* of input 0 */
  RELVAL_SIGNAL_EWMA_VOL = 13, /* input 0, lambda number[0] */
  RELVAL_SIGNAL_OLS = 14,      /* y input 0, x input 1, window and today as ZSCORE, integer[2]: a RELVAL_OLS part */
  RELVAL_SIGNAL_CUSTOM = 15,   /* of 1 to 4 inputs, the others -1; custom says how */
  RELVAL_SIGNAL_KALMAN = 16,   /* y input 0, x input 1, warm-up integer[0] rows, integer[1]: a RELVAL_KALMAN part;
                                  number: drift of alpha, drift of beta, noise, variance of both at the start */
  RELVAL_SIGNAL_RANK = 17,     /* of input 0 among the instruments, 0 to 1 */
  RELVAL_SIGNAL_MEAN = 18,     /* window and today as ZSCORE */
  RELVAL_SIGNAL_DEVIATION = 19, /* window and today as ZSCORE */
  RELVAL_SIGNAL_EWMA_MEAN = 20 /* as EWMA_VOL */
};

enum { RELVAL_OLS_ALPHA = 0, RELVAL_OLS_BETA = 1, RELVAL_OLS_RESIDUAL = 2, RELVAL_OLS_DEVIATION = 3 };
enum { RELVAL_KALMAN_ALPHA = 0, RELVAL_KALMAN_BETA = 1, RELVAL_KALMAN_RESIDUAL = 2, RELVAL_KALMAN_SCORE = 3 };

/* A signal of the plugin's own: one step per row, from that row's inputs and a state that the host owns. Where an
   input has a value for each asset the signal has one too, each with a state of its own; an input of one value stands
   against every asset. params are copied; equal name, params and inputs are one signal. state_size bytes are zeroed,
   then init() is called. warm_up_rows: rows before the first one used after which more history changes nothing. */
typedef struct relval_custom_signal {
  uint32_t struct_size;
  const char* name;
  const double* params;
  int64_t param_count;
  uint64_t state_size, state_align;
  int64_t warm_up_rows;
  int32_t (*init)(void* state, relval_error*);
  int32_t (*step)(const double* params, void* state, const double* in, int64_t inputs, double* out, relval_error*);
} relval_custom_signal;

typedef struct relval_signal_spec {
  uint32_t struct_size;
  int32_t operation;
  const char* name;
  int32_t input[4];
  int64_t integer[4];
  double number[4];
  const relval_custom_signal* custom; /* of CUSTOM, else NULL */
} relval_signal_spec;

enum { RELVAL_EVERY_ROW = 0, RELVAL_EVERY_N = 1, RELVAL_MONTH_END = 2, RELVAL_FIRST_ROW = 3 };

typedef struct relval_weight {
  int32_t asset;
  double weight;
} relval_weight;

typedef struct relval_band_rule {
  uint32_t struct_size;
  int32_t score;          /* signal of one value */
  double enter, exit, stop;
  int32_t max_hold_days, cool_off_days, max_nan; /* calendar days; rows */
  int32_t exit_on_sign_change;
  const relval_weight* when_cheap; /* traded at score >= enter; the negative at score <= -enter */
  int64_t weights;
} relval_band_rule;

/* What the host offers during setup. Every call returns 0, or non-zero when it refused; the host keeps the reason. */
typedef struct relval_host {
  uint32_t struct_size;
  void* self;
  int32_t (*number)(void* self, const char* name, double* value);
  int32_t (*text)(void* self, const char* name, const char** value);
  int32_t (*asset)(void* self, const char* leg_or_id, int32_t* index);
  int32_t (*asset_param)(void* self, const char* name, int32_t* index);
  int32_t (*assets)(void* self, const relval_asset_info** list, int64_t* count, int64_t* legs);
  int32_t (*signal)(void* self, const relval_signal_spec* spec, int32_t* id);
  int32_t (*keep_history)(void* self, int32_t signal, int64_t rows);
  int32_t (*decide_on)(void* self, int32_t schedule, int64_t n, int64_t first);
  int32_t (*band_rule)(void* self, const relval_band_rule* rule);
  int32_t (*trade_at_decision_close)(void* self);
} relval_host;

/* last: today's first value; older rows lie stride doubles before it; width values lie side by side. */
typedef struct relval_signal_view {
  const double* last;
  int64_t stride, rows, width;
} relval_signal_view;

/* The close of one row. Nothing here points at a later row. */
typedef struct relval_today {
  uint32_t struct_size;
  int32_t date; /* days since 1970-01-01 */
  int64_t row;  /* of the run, from 0 */
  int64_t assets;
  const relval_signal_view* signals;
  int64_t signal_count;
  const uint8_t *member, *tradable;                             /* by asset */
  const double *held_weight, *held_notional, *pnl_since_entry;  /* by asset; currency */
  const double* days_held;                                      /* by asset; calendar days since it was flat */
} relval_today;

enum { RELVAL_TARGET_UNCHANGED = 0, RELVAL_TARGET_WEIGHT = 1, RELVAL_TARGET_NOTIONAL = 2 };

/* By asset, owned by the host, all UNCHANGED when decide is called. */
typedef struct relval_targets {
  uint32_t struct_size;
  int64_t assets;
  uint8_t* how;
  double* value;
} relval_targets;

/* state_size bytes per run are owned by the host, zeroed before the first decide(); decide = NULL: a band rule. */
typedef struct relval_plugin {
  uint64_t magic;
  uint32_t abi, struct_size;
  const char *name, *version, *summary, *build;
  const relval_param* params;
  int64_t param_count;
  uint64_t state_size, state_align;
  void* (*create)(relval_error*);
  void (*destroy)(void* self);
  int32_t (*setup)(void* self, const relval_host*, relval_error*);
  int32_t (*init_state)(void* state, relval_error*);
  int32_t (*decide)(const void* self, const relval_today*, void* state, relval_targets*, relval_error*);
} relval_plugin;

#ifdef __cplusplus
}
#endif
#endif
