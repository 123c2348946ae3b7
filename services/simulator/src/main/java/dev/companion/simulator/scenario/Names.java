package dev.companion.simulator.scenario;

import java.util.List;
import java.util.Random;

/** Believable names for rows that are added later. */
final class Names {

    private static final List<String> PLACES = List.of(
            "Ashbourne",
            "Beckside",
            "Calder",
            "Dovecote",
            "Elmhurst",
            "Fairfield",
            "Glenmore",
            "Highfield",
            "Ivybridge",
            "Kingsway",
            "Linden",
            "Millbrook",
            "Newbury",
            "Orchard",
            "Primrose",
            "Redcliffe",
            "Silverdale",
            "Tarnside",
            "Upland",
            "Westbrook");
    private static final List<String> TRADES = List.of(
            "Dental Practice",
            "Joinery",
            "Solicitors LLP",
            "Veterinary Clinic",
            "Motors",
            "Accountants",
            "Care Home",
            "Primary School",
            "Brewery",
            "Logistics",
            "Architects",
            "Pharmacy",
            "Print Works",
            "Housing Trust");

    private Names() {}

    static String business(Random random) {
        return PLACES.get(random.nextInt(PLACES.size())) + " " + TRADES.get(random.nextInt(TRADES.size()));
    }
}
