/* options - a command's options as a table: parsing, --help and "did you mean" come from it */
#include "cli/options.h"

#include "models/base/text.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_MOST = 32 };

static void help(const Usage *usage, const Option *options)
{
    printf("usage: coplant %s [options]%s%s\n\n%s\n\noptions:\n", usage->command,
           *usage->arguments != '\0' ? " " : "", usage->arguments, usage->summary);
    for (const Option *option = options; option->name != NULL; option++) {
        char shown[80];
        int used = option->letter != 0 ? snprintf(shown, sizeof shown, "-%c, ", option->letter) : 0;
        snprintf(shown + used, sizeof shown - (size_t)used, "--%s%s%s", option->name,
                 option->value != NULL ? " " : "", option->value != NULL ? option->value : "");
        printf("  %-31s %s\n", shown, option->help);
    }
    printf("  %-31s %s\n", "-h, --help", "this text");
    if (usage->more != NULL)
        printf("\n%s", usage->more);
}

static OptionsResult wrong(const Usage *usage)
{
    fprintf(stderr, "usage: coplant %s [options]%s%s; `coplant %s --help` says more\n", usage->command,
            *usage->arguments != '\0' ? " " : "", usage->arguments, usage->command);
    return OPTIONS_WRONG;
}

/* The option of a long name, up to an '='. */
static const Option *find_long(const Option *options, const char *name, size_t length)
{
    for (const Option *option = options; option->name != NULL; option++)
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

static const Option *find_letter(const Option *options, char letter)
{
    for (const Option *option = options; option->name != NULL; option++)
        if (option->letter == letter)
            return option;
    return NULL;
}

static OptionsResult unknown(const Usage *usage, const Option *options, const char *given)
{
    const char *names[NAMES_MOST];
    size_t count = 0;
    for (const Option *option = options; option->name != NULL && count < NAMES_MOST; option++)
        names[count++] = option->name;
    const char *near = given[1] == '-' ? text_nearest(given + 2, names, count) : NULL;
    if (near != NULL)
        fprintf(stderr, "coplant: error: unknown option '%s'; did you mean '--%s'?\n", given, near);
    else
        fprintf(stderr, "coplant: error: unknown option '%s'\n", given);
    return wrong(usage);
}

/* The value behind the option: in the same word, or the next one. */
static const char *value_of(const char *in_word, int argc, char **argv, int *i)
{
    if (in_word != NULL)
        return in_word;
    return *i + 1 < argc ? argv[++*i] : NULL;
}

OptionsResult options_read(const Usage *usage, const Option *options, int argc, char **argv,
                           const char **argument)
{
    size_t count = 0;
    bool only_arguments = false;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        if (only_arguments || word[0] != '-' || word[1] == '\0') {
            if (count == usage->most) {
                fprintf(stderr, "coplant: error: '%s' is one argument too many\n", word);
                return wrong(usage);
            }
            argument[count++] = word;
            continue;
        }
        if (strcmp(word, "--") == 0) {
            only_arguments = true;
            continue;
        }
        if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
            help(usage, options);
            return OPTIONS_HELPED;
        }
        const Option *option;
        const char *in_word = NULL;
        if (word[1] == '-') {
            const char *equals = strchr(word, '=');
            option = find_long(options, word + 2,
                               equals != NULL ? (size_t)(equals - word - 2) : strlen(word + 2));
            in_word = equals != NULL ? equals + 1 : NULL;
        } else {
            option = find_letter(options, word[1]);
            in_word = word[2] != '\0' ? word + 2 : NULL;
        }
        if (option == NULL)
            return unknown(usage, options, word);
        if (option->value == NULL) {
            if (in_word != NULL) {
                fprintf(stderr, "coplant: error: '--%s' takes no value\n", option->name);
                return wrong(usage);
            }
            *option->on = true;
            continue;
        }
        const char *value = value_of(in_word, argc, argv, &i);
        if (value == NULL) {
            fprintf(stderr, "coplant: error: '--%s' wants a value: %s\n", option->name, option->value);
            return wrong(usage);
        }
        *option->text = value;
    }
    if (count < usage->least) {
        fprintf(stderr, "coplant: error: %s is missing\n", usage->arguments);
        return wrong(usage);
    }
    return OPTIONS_READ;
}
