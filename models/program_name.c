/* program_name - a row or a column as exported files call it */
#include "models/program_name.h"

#include "models/formulation/carry.h"
#include "models/formulation/family.h"
#include "models/formulation/zone.h"

#include <stdio.h>

/* Letters, digits and underscores stay; every other byte becomes its two hexadecimal digits. */
static size_t append(char *buffer, size_t size, size_t used, const char *text)
{
    for (const unsigned char *byte = (const unsigned char *)text; *byte != 0 && used + 4 < size; byte++) {
        bool plain = (*byte >= 'a' && *byte <= 'z') || (*byte >= 'A' && *byte <= 'Z')
                     || (*byte >= '0' && *byte <= '9') || *byte == '_';
        if (plain)
            buffer[used++] = (char)*byte;
        else
            used += (size_t)snprintf(
                buffer + used, size - used, "%s",
                *byte == ' ' ? "_"
                             : (char[]){ "0123456789abcdef"[*byte >> 4], "0123456789abcdef"[*byte & 15], 0 });
    }
    buffer[used] = 0;
    return used;
}

void program_name(const Program *program, Tag tag, char *buffer, size_t size)
{
    const Park *park = program->park;
    size_t used = append(buffer, size, 0, tag_words(tag.kind)->name);
    const Item *item = tag.kind == ROW_BALANCE ? NULL : park->item[tag.subject];
    int facility = item != NULL ? item->facility : tag.subject;
    enum { PARTS = 6 };
    const char *part[PARTS] = { facility >= 0 ? park->facility[facility].name : NULL };
    if (item != NULL && (item->family->naming == NAMED_FREELY || item->owner != NULL))
        part[PARTS - 2] = item->name;
    /* From the item up to its process: a requirement, its mix, its mode, its process. */
    const Item *owner = item != NULL ? item->owner : NULL;
    for (int at = PARTS - 3; owner != NULL && at > 0; at--, owner = owner->owner)
        part[at] = family_owner_name(owner);
    if (carry_tag(tag.kind))
        part[PARTS - 1] = arena_print(park->arena, "turn%d", tag.resource + 1);
    else if (tag.resource >= 0 && !zone_tag(tag.kind))
        part[PARTS - 1] = park->resource[tag.resource].name;
    if (zone_tag(tag.kind))
        part[PARTS - 1] = zone_level_name(park->arena, (const Zone *)item, tag);
    for (size_t i = 0; i < PARTS && used + 2 < size; i++)
        if (part[i] != NULL) {
            buffer[used++] = '.';
            used = append(buffer, size < used + 45 ? size : used + 45, used, part[i]);
        }
    if (park->periods > 1 && tag.period >= 0 && used + 14 < size)
        snprintf(buffer + used, size - used, ".t%d", tag.period + 1);
}
