// Cairo, Pango and Fontconfig, with functions for the macros that Swift does not import.
#ifndef PLAYFAIR_CPANGO_H
#define PLAYFAIR_CPANGO_H

#if defined(__linux__)
#include <malloc.h>
#endif

#include <cairo-ft.h>
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

// The font with which Pango itself would draw; the font owns it.
static inline cairo_scaled_font_t *playfair_scaled_font(PangoFont *font) {
  return pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
}

// Opens a font file for Cairo to draw with, in a FreeType library of its own; NULL if that fails.
static inline cairo_font_face_t *playfair_open_font(const char *path, int index, int isEmboldened) {
  FT_Library library = NULL;
  FT_Face file = NULL;
  if (FT_Init_FreeType(&library) != 0) return NULL;
  if (FT_New_Face(library, path, index, &file) != 0) {
    FT_Done_FreeType(library);
    return NULL;
  }
  cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(file, 0);
  if (isEmboldened) cairo_ft_font_face_set_synthesize(face, CAIRO_FT_SYNTHESIZE_BOLD);
  return face;
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
