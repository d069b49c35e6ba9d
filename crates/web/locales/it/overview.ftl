# Panoramica.
