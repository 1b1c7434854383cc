// Version of the protocol between device and server. A test hashes the schemas of this folder, so any change of form fails
// until the number rises and a line of history is added here.
//
// 1  first form: push, pull, snapshot, live hint
// 2  rows may come along with a live hint, for devices whose hello says where they stand; a push takes up to 200 commands
// 3  a device that was locked out is told so apart from its person, with the way to hand its unsent work in; what was
//    applied says where it changed nothing

/** Protocol version that this code speaks. */
export const protocolVersion = 3
