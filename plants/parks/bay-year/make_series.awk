# make_series - writes the year of hours of plants/parks/bay-year.yaml
#
#     awk -f plants/parks/bay-year/make_series.awk >plants/parks/bay-year/series.csv
#
# All of it is illustrative (M), and the same in every awk: chance comes from the generator below, not from the awk's own.
BEGIN {
    seed = 2025
    pi = atan2(0, -1)
    split("31 28 31 30 31 30 31 31 30 31 30 31", month_days, " ")
    print "time,grid_price [CNY/kWh],wind,sun,heats,blast_furnaces,combined_cycle,gas_boilers,boiler_house,town_steam [t/h]"
    weather = 0
    for (month = 1; month <= 12; month++) {
        for (date = 1; date <= month_days[month]; date++) {
            day++
            clouds = chance()
            for (hour = 0; hour < 24; hour++) {
                weather = 0.95 * weather + 0.31 * (chance() + chance() + chance() + chance() - 2) # mean 0, deviation 0.57
                printf "2025-%02d-%02d %02d:00,%.3f,%.3g,%.3g,%.3g,%.3g,%.3g,%.3g,%.3g,%.3g\n", month, date, hour, grid_price(), \
                    wind(), sun(), heats(), blast_furnaces(), combined_cycle(), gas_boilers(), boiler_house(), town_steam()
            }
        }
    }
}

# From 0 to 1, by Lehmer and Park-Miller; products stay below 2^53.
function chance() {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
}

# 1 on the coldest day of the year, the 20th of January, -1 half a year later.
function cold() {
    return cos(2 * pi * (day - 20) / 365)
}

function within(value, least, most) {
    return value < least ? least : value > most ? most : value
}

# Peak 10-12 and 16-22 h, valley 23-7 h, flat between: 1.6 : 1 : 0.45. In the two hottest and the two coldest months 18-20 h costs a fifth more.
function grid_price(    ratio) {
    ratio = hour >= 23 || hour < 7 ? 0.45 : hour >= 10 && hour < 12 || hour >= 16 && hour < 22 ? 1.6 : 1
    if (hour >= 18 && hour < 20 && (month == 12 || month == 1 || month == 7 || month == 8))
        ratio *= 1.2
    return 0.62 * ratio
}

# Share of the rated power: more in winter and in the afternoon; the third power of the wind's speed up to the rated one.
function wind(    speed) {
    speed = 0.62 + 0.05 * cold() + 0.03 * cos(2 * pi * (hour - 15) / 24) + 0.28 * weather
    return within(speed, 0, 1) ^ 3
}

# Height of the sun at 32 degrees north, dimmed by the day's clouds.
function sun(    height, declination, latitude) {
    latitude = 32 * pi / 180
    declination = 23.4 * pi / 180 * sin(2 * pi * (day - 81) / 365)
    height = sin(latitude) * sin(declination) - cos(latitude) * cos(declination) * cos(2 * pi * (hour + 0.5) / 24)
    return height <= 0 ? 0 : height * (0.25 + 0.65 * sqrt(clouds))
}

# Which part of the hour the converters blow: three to five heats of an hour's five.
function heats() {
    return 0.6 + 0.1 * int(5 * chance())
}

# Two furnaces: one is relined in the week from the 14th of April; one trips on three days, for 5 h.
function blast_furnaces() {
    if (day >= 104 && day <= 110)
        return 0.49
    return (day == 45 || day == 199 || day == 320) && hour >= 13 && hour < 18 ? 0.49 : 0.97
}

# Overhauled in the last ten days of October.
function combined_cycle() {
    return day >= 294 && day <= 303 || trip() ? 0 : 0.92
}

# They share their gas main with the combined cycle, and trip with it.
function gas_boilers() {
    return trip() ? 0 : 0.92
}

# On the 7th of August from 9 to 21 h.
function trip() {
    return day == 219 && hour >= 9 && hour < 21
}

# One of the power plant's two coal boilers stands still for twenty days of May.
function boiler_house() {
    return day >= 125 && day <= 144 ? 0.46 : 0.92
}

# Process steam the year through, heating from November to March, more in the morning and in the evening.
function town_steam(    daily) {
    daily = 1 + 0.12 * cos(2 * pi * (hour - 8) / 12)
    return int(daily * (45 + 105 * within(cold() - 0.1, 0, 1)) + 0.5)
}
