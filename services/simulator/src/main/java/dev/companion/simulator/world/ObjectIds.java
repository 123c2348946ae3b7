package dev.companion.simulator.world;

import java.time.Instant;
import java.util.HexFormat;

/**
 * GravityZone's ids: 24 hex digits, of which the first 8 are the second of creation. The last digit of an issued id is
 * 0; the 15 ids after it belong to the containers inside a company, which have ids near its own.
 */
public final class ObjectIds {

    private static final String MACHINE = "c0ffee51a7";
    private static final int NEAR_IDS = 16;

    private final World world;

    ObjectIds(World world) {
        this.world = world;
    }

    public String next() {
        return world.change(() -> {
            long counter = world.next("object-id") * NEAR_IDS;
            return HexFormat.of().toHexDigits(world.now().getEpochSecond(), 8)
                    + MACHINE
                    + HexFormat.of().toHexDigits(counter, 6);
        });
    }

    public static boolean isId(String text) {
        return text.matches("[0-9a-f]{24}");
    }

    /** The id of the n-th thing inside a company, n from 1 to 15. */
    public static String near(String id, int n) {
        return id.substring(0, 23) + Integer.toHexString(n);
    }

    public static String ownerOf(String nearId) {
        return nearId.substring(0, 23) + "0";
    }

    public static int positionOf(String nearId) {
        return Character.digit(nearId.charAt(23), 16);
    }

    public static Instant createdAt(String id) {
        return Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16));
    }
}
