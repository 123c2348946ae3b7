package dev.companion.provisioner.domain;

/**
 * @param perMinute calls a minute, in the long run
 * @param burst calls at once after a rest
 */
public record Rate(int perMinute, int burst) {
    public Rate {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "rate: %d per minute, burst %d (expected: each >= 1)".formatted(perMinute, burst));
        }
    }
}
