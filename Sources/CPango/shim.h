// Cairo, Pango and Fontconfig, with functions for the macros that Swift does not import.
#ifndef PLAYFAIR_CPANGO_H
#define PLAYFAIR_CPANGO_H

#if defined(__linux__)
#include <malloc.h>
#endif

#include <cairo-pdf.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

static inline void playfair_set_font_config(PangoFontMap *map, FcConfig *config) {
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
}

static inline void playfair_set_resolution(PangoFontMap *map, double dpi) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), dpi);
}

// What Fontconfig knows of a font; good as long as the font is.
static inline FcPattern *playfair_font_pattern(PangoFont *font) {
  return pango_fc_font_get_pattern(PANGO_FC_FONT(font));
}

// Keeps freed memory up to some bytes for the next surface, instead of giving it back to the system.
static inline void playfair_keep_memory(int bytes) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, bytes);
#else
  (void)bytes;
#endif
}

#endif
