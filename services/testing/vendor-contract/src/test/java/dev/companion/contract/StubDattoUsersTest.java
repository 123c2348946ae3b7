package dev.companion.contract;

/** Single users on a platform written from descriptions and examples. */
class StubDattoUsersTest extends DattoUserContract {

    @Override
    DattoVendor vendor() {
        return new StubDatto(clock, true);
    }
}
