/* make_heat - a works whose processes give and take heat in one zone, the same at every call
 *
 *     make_heat STREAMS [without]
 *
 * Half as many processes as streams, each with a hot and a cold one, three flows and a market for each; `without` leaves the streams out, so that
 * what they add can be measured. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_streams(int i, int processes)
{
    const int top = 120 + (i * 37) % 400, low = 40 + (i * 53) % 70;
    const int from = 15 + (i * 29) % 60, to = from + 20 + (i * 41) % 150;
    printf("    heat:\n      - {name: gas, gives: %d.%d MJ, from: %d degC, to: %d degC, kind: gas}\n",
           200 + (i * 17) % 900, i % 10, top, low);
    printf("      - {name: feed, takes: %d.%d MJ, from: %d.%d degC, to: %d degC, kind: liquid}\n",
           150 + (i * 23) % 700, i % 10, from, processes % 10, to);
}

int main(int argc, char **argv)
{
    const int processes = argc > 1 ? (int)strtol(argv[1], NULL, 10) / 2 : 0;
    const int with = argc < 3 || strcmp(argv[2], "without") != 0;
    if (processes < 1 || processes > 100000) {
        fprintf(stderr, "usage: make_heat STREAMS [without]\n");
        return 1;
    }
    printf("coplant: 1\npark: heat\nresources:\n  power: {unit: MWh}\n");
    for (int i = 0; i < processes; i++)
        printf("  feed%d: {unit: t}\n  product%d: {unit: t}\n", i, i);
    printf("models:\n  heater:\n    basis: 1 GJ heat\n    in: {power: 1 GJ}\n");
    if (with)
        printf("    heat: [{name: elements, gives: 1 GJ, from: 900 degC, to: 900 degC, utility: true}]\n");
    for (int i = 0; i < processes; i++) {
        printf(
            "  unit%d:\n    basis: 1 t product\n    in: {feed%d: 1.%d t, power: %d kWh}\n    out: {product%d: 1 t}\n",
            i, i, i % 7 + 1, 10 + i % 90, i);
        if (with)
            put_streams(i, processes);
    }
    printf("facilities:\n  works:\n    processes:\n      heater: {model: heater}\n");
    for (int i = 0; i < processes; i++)
        printf("      unit%d: {model: unit%d, capacity: %d t/h}\n", i, i, 5 + i % 40);
    printf("    buys:\n      power: {price: 500 CNY/MWh}\n");
    for (int i = 0; i < processes; i++)
        printf("      feed%d: {price: %d CNY/t}\n", i, 100 + (i * 13) % 300);
    printf("    sells:\n");
    for (int i = 0; i < processes; i++)
        printf("      product%d: {price: %d CNY/t}\n", i, 500 + (i * 31) % 600);
    return 0;
}
