/* variant - a source file that is compiled more than once, for what the machine can do
 *
 * CMakeLists.txt compiles batch.c, marching.c and elements.c as they are ("plain") and, for x86-64, once more for machines with AVX2 and FMA ("wide").
 * Each defines one table of functions, named VARIANT(batch) or the like; the choice is made at run time. */
#ifndef COPLANT_INTERIOR_VARIANT_H
#define COPLANT_INTERIOR_VARIANT_H

#ifdef COPLANT_WIDE
#define VARIANT(name) name##_wide
#else
#define VARIANT(name) name##_plain
#endif

#if defined COPLANT_HAS_WIDE && !defined COPLANT_WIDE
#define VARIANT_CHOOSE(name) \
    (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &name##_wide : &name##_plain)
#else
#define VARIANT_CHOOSE(name) (&name##_plain)
#endif

/* Before a loop whose turns don't depend on each other: the machine may take several at once. */
#ifdef __clang__
#define SIDE_BY_SIDE _Pragma("clang loop vectorize(assume_safety)")
#else
#define SIDE_BY_SIDE _Pragma("GCC ivdep") _Pragma("GCC unroll 1")
#endif

#endif
