package dev.companion.poller;

public class Neighbour {}
