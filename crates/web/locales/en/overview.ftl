# Overview.
