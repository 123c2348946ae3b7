package dev.companion.contract;

/** The contract against a platform written from descriptions and examples. */
class StubDattoTest extends DattoTroubleContract {

    @Override
    DattoVendor vendor() {
        return new StubDatto(clock, false);
    }
}
